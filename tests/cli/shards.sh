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
