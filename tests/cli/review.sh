# A patch of the review page is taken in, and stands over later runs. (The page itself: tests/review.)
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out -q --formats alto
expect_exit 0
run review out -o review.html
expect_exit 0
expect_said "review.html: 2 leaves"
grep -q "default-src 'none'" review.html || fail "no policy"
! grep -qE '(src|href)="(https?:)?//' review.html || fail "something is fetched"
run review out/ -o russian.html --language ru -q
grep -q '<title>out</title>' russian.html || fail "the volume has no name"
run review out -o again.html -q
cmp review.html again.html || fail "the same folder gives another page"

# patch EDIT...: edits of the page letter; edit NUMBER AFTER: of its word of that number.
patch() {
  local IFS=,
  printf '{"format": "folio-review-patch", "version": 1, "pages": [{"page": "letter", "edits": [%s]}]}' "$*" > patch.json
}
words=$(grep -o 'class="ocrx_word" id="[^"]*" title="bbox [0-9 ]*[^>]*>[^<]*<' out/letter.hocr)
edit() {
  local word id box text
  word=$(sed -n "$1p" <<< "$words")
  id=$(sed 's/.* id="\([^"]*\)".*/\1/' <<< "$word")
  box=$(sed 's/.*bbox \([0-9]* [0-9]* [0-9]* [0-9]*\).*/\1/; s/ /, /g' <<< "$word")
  text=$(sed 's/.*>\([^<]*\)</\1/' <<< "$word")
  printf '{"kind": "word", "how": "type", "id": "%s", "box": [%s], "before": "%s", "after": "%s"}' "$id" "$box" "$text" "$2"
}
count=$(wc -l <<< "$words")
[ "$count" -gt 5 ] || fail "no words to correct: $words"
patch "$(edit 2 исправленное)" "$(edit 4 второе)"
run apply out patch.json
expect_exit 0
expect_said "2 edits taken in on 1 pages, 0 were there already, 0 do not fit"
kept() { grep -qE "data-source=\"person\"[^>]*>$1<" out/letter.hocr || fail "lost: $1"; }
kept исправленное
grep -q исправленное out/letter.typed.txt || fail "the readings do not have it"
grep -q исправленное out/letter.alto.xml || fail "ALTO does not have it"
run apply out patch.json
expect_exit 0
expect_said "0 edits taken in on 0 pages, 2 were there already"

# Over the same run again, another reading, and a transcription.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --formats alto
expect_exit 0
expect_said "2 words corrected by people kept"
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --no-language-model --second-reader never
expect_exit 0
run reconcile out --transcription "$here/../data/cli/record.txt" -q
expect_exit 0
kept исправленное
kept второе
expect_no_file out/letter.hocr.bak

# What the page does not say any more is listed, and the rest is taken in.
patch "$(edit 2 иное)" "$(edit 5 пятое)"
run apply out patch.json
expect_exit 20
expect_said 'does not fit: letter, '
expect_said 'the word reads "исправленное" now'
kept исправленное
kept пятое

# Not a patch, not of this folder, not a folder.
echo '{"format": "folio-review-patch", "version": 9}' > bad.json
run apply out bad.json
expect_exit 2
expect_said "bad.json"
expect_said "another version"
sed 's/"page": "letter"/"page": "..\/letter"/' patch.json > bad.json
run apply out bad.json
expect_exit 2
expect_said "is no name of a page"
sed 's/"page": "letter"/"page": "strange"/' patch.json > bad.json
run apply out bad.json
expect_exit 2
expect_said "the folder has no page strange"
run apply nowhere patch.json
expect_exit 2
expect_no_file nowhere
run apply out missing.json
expect_exit 2
run review nowhere -o review.html
expect_exit 2
expect_nothing_half_written out
