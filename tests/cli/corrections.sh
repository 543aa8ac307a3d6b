# What people correct in a page's hOCR outlives later runs into the same folder.
record=$here/../data/cli/record.txt
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out -q
expect_exit 0
expect_file out/stages/letter/written.hocr
cp -r out first

# Nothing was corrected: a rerun gives the same bytes, and says nothing.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out
expect_exit 0
expect_not_said "corrected by people"
expect_same_products first out

# One word of the page says something else; it is there after a run with other options, marked as a person's.
# long_word NUMBER: one of the words of the page, as it was read.
long_word() { tr ' ' '\n' < out/letter.typed.txt | grep -v '[[:punct:]]' | LC_ALL=C grep '.\{14\}' | grep -v дважды | sed -n "$1p"; }
word=$(long_word 1)
[ -n "$word" ] || fail "no word to correct"
correct() { sed -i "0,/>$1</s//>$2</" out/letter.hocr; }
correct "$word" исправленное
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --no-language-model --second-reader never
expect_exit 0
expect_said "1 words corrected by people kept"
kept() { grep -qE "data-source=\"person\"[^>]*>$1<" out/letter.hocr || fail "lost: $1; $(cat out/letter.hocr)"; }
kept исправленное
grep -qE "data-ocr=\"$word\"[^>]*>исправленное" out/letter.hocr || fail "the reading is not kept beside it"
grep -q исправленное out/letter.typed.txt || fail "the readings do not have it"
! grep -q "исправленное" out/order.hocr || fail "on another page too"

# Over a reconciliation, and over stages run one by one.
run reconcile out --transcription "$record"
expect_exit 0
expect_said "1 words corrected by people kept"
kept исправленное
for stage in deskew segment separate recognize export; do
  run $stage out -q
  expect_exit 0
done
kept исправленное

# A second correction of the word takes the place of the first; a deleted word stays away.
correct исправленное дважды
gone=$(long_word 2)
[ -n "$gone" ] || fail "no word to take out"
sed -i "/>$gone</d" out/letter.hocr
run export out
expect_exit 0
expect_said "2 words corrected by people kept"
kept дважды
! grep -qE ">$gone<|исправленное" out/letter.hocr || fail "$gone or the older correction is back"
expect_no_file out/corrections.tsv
expect_no_file out/letter.hocr.bak

# A file that is no longer XML is not written over: a copy is left, and what was corrected before stays.
echo "<broken" >> out/letter.hocr
cp out/letter.hocr broken.hocr
run export out
expect_exit 0
expect_said "letter.hocr"
expect_said "kept as letter.hocr.bak"
cmp -s broken.hocr out/letter.hocr.bak || fail "the copy is another file"
grep -q "letter.hocr.bak" out/corrections.tsv || fail "$(cat out/corrections.tsv)"
xmllint --noout --nonet out/letter.hocr || fail "still broken"
kept дважды

# What has no place on the page any more is listed.
cp "$PAGES/blank.tif" letter.tif
run digitize letter.tif -o out
expect_exit 0
expect_said "have no place on their pages now: see corrections.tsv"
grep -q "дважды" out/corrections.tsv || fail "$(cat out/corrections.tsv)"
