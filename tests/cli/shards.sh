# Shards of one manifest into one folder read each file once; the manifest is frozen.
mkdir box
cp "$PAGES/letter.tif" box/l10.tif
cp "$PAGES/order.tif" box/l2.tif
cp "$PAGES/three.tif" box/l3.tif
code=0
"$FOLIO" manifest box > list 2> stderr < /dev/null || code=$?
expect_exit 0
[ "$(cat list)" = $'box/l2.tif\nbox/l3.tif\nbox/l10.tif' ] || fail "list: $(cat list)"
expect_said "3 files, manifest $(sha256sum list | cut -d ' ' -f 1)"
cp "$PAGES/letter.tif" box/l1.tif
# What is missing is told, and how it is mended; nothing is made of it.
run merge @list -o none --shards 2
expect_exit 2
expect_said "missing: box/l3.tif (shard 2/2)"
expect_said "0 pages are done, 0 failed, 3 are missing, of the shards 1-2 of 2"
expect_no_file none
for shard in 2/2 1/2; do
  run digitize --shard "$shard" @list -o out
  expect_exit 0
done
run merge @bad.list -o out
expect_exit 2
expect_said "bad.list: ingest: no such file"
echo box/l2.tif > second.list
run merge @second.list -o out
expect_exit 2
expect_said "ran with another list of files"
expect_pages out 5
for stem in l2 l3-p001 l10; do expect_file "out/$stem.hocr"; done
expect_nothing_half_written out
# More shards than files.
run digitize --shard 9/9 @list -o out
expect_exit 0
# Another list does not come into the same folder.
run digitize --shard 1/2 box -o out
expect_exit 2
expect_said "another list of files"
expect_pages out 5
for text in 0/2 3/2 1 a/b; do
  run digitize --shard "$text" @list -o other
  expect_exit 1
done
expect_no_file other
# A list that is not whole is not printed.
touch $'box/a\nb.tif'
for input in box nothing.tif @nolist; do
  run manifest "$input"
  expect_exit 2
  expect_no_output
done
# A shard whose pages all fail has done what it can; a list that is not there is no list.
printf 'not an image' > bad.tif
echo bad.tif > bad
run digitize --shard 1/1 @bad -o bad.out
expect_exit 20
run digitize --shard 1/1 @nolist -o no.out
expect_exit 2
expect_no_file no.out

# The merged products are those of a run of its own.
printf 'not an image' > box/l11.tif
"$FOLIO" manifest box/l2.tif box/l3.tif box/l10.tif box/l11.tif > whole 2> stderr
run digitize --shard 1/3 @whole -o parts --pdf
expect_exit 20
run digitize --shard 3/3 @whole -o parts --pdf
expect_exit 0
run merge @whole -o parts --pdf
expect_exit 2
expect_said "missing: box/l3.tif (shard 2/3)"
run digitize --shard 2/3 @whole -o parts --pdf
expect_exit 0
expect_no_file parts/review.tsv
run merge @whole -o parts --pdf
expect_exit 20
expect_said "box/l11.tif"
run digitize @whole -o one --pdf
expect_exit 20
expect_same_products one parts
expect_nothing_half_written parts
# Again: nothing is written.
find parts -path parts/stages -prune -o -type f -printf '%p %i %T@\n' | sort > before
run merge @whole -o parts --pdf
expect_exit 20
find parts -path parts/stages -prune -o -type f -printf '%p %i %T@\n' | sort > after
diff before after || fail "merging again has written something"
# What is made from the text is written again; a reading that went is missing, and its shard mends it.
rm parts/l3-p001.hocr parts/l10.pdf
run merge @whole -o parts --pdf
expect_exit 20
expect_same_products one parts
rm parts/stages/l3-p002/recognized.json
run merge @whole -o parts --pdf
expect_exit 2
expect_said "missing: box/l3.tif, page 2 (shard 2/3)"
run digitize --shard 2/3 @whole -o parts --pdf
expect_exit 0
run merge @whole -o parts --pdf
expect_exit 20
expect_same_products one parts
# What failed is read once it is mended.
cp "$PAGES/order.tif" box/l11.tif
run retry parts
expect_exit 0
expect_pages parts 6
run digitize @whole -o one --pdf
expect_exit 0
expect_same_products one parts
# Without any journal the products are still there.
rm -r parts/stages/shards parts/stages/journal.sqlite
run merge @whole -o parts --pdf --shards 3
expect_exit 0
rm -r parts/stages/l11 parts/l11.*
run merge @whole -o parts --pdf --shards 3
expect_exit 2
expect_said "missing: box/l11.tif (shard 1/3)"
expect_said "5 pages are done, 0 failed, 1 are missing"
