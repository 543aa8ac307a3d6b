# A translation beside the text: with a transcription and without, when reading and later, in every product that has it.
record=$here/../data/cli/record.txt
cat > english.txt <<'T'
Minutes of the session

[handwritten: yesterday] the commission met, and on its work a report was given.
T
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o at_once --transcription "$record" --translation english.txt --formats tei
expect_exit 0
for file in translation.tsv folio/parallel.tsv folio/parallel.json; do expect_file "at_once/$file"; done
head -1 at_once/translation.tsv | grep -q "^outcome	kind	original	translation	ink	page	box" || fail "no heading"
grep -qP "\thandwritten\t[^\t]*\tyesterday\t" at_once/translation.tsv || fail "$(cat at_once/translation.tsv)"
grep -qF '⟦h:yesterday⟧ the commission met' at_once/folio/parallel.tsv || fail "$(cat at_once/folio/parallel.tsv)"
grep -q '"kind":"translation"' at_once/ledger.jsonl || fail "not in the ledger"
grep -q '^translation: ' at_once/folio/ledger-summary.txt || fail "not in the summary"
grep -q '<div type="translation" xml:lang="en">' at_once/folio/folio.tei.xml || fail "not in TEI"
xmllint --noout --nonet at_once/folio/folio.tei.xml
# The TEI is read back with its translation.
run transcription check at_once/folio/folio.tei.xml
grep -q "translation: 16 words" stderr || fail "$(cat stderr)"

# Later it is the same.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o later
expect_exit 0
expect_no_file later/translation.tsv
run reconcile later --transcription "$record" --translation english.txt --formats tei
expect_exit 0
expect_same_products at_once later
# What is exported again still has it.
rm later/folio/folio.tei.xml
run export later --formats tei
expect_exit 0
expect_same_products at_once later

# Without a transcription it stands beside what was read; a second run does nothing, one without it takes it away.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o read --translation english.txt --translation-language en-GB --formats tei
expect_exit 0
grep -q '<div type="translation" xml:lang="en-GB">' read/folio/folio.tei.xml || fail "no language"
expect_file read/translation.tsv
before=$(stat -c %Y.%i read/translation.tsv)
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o read --translation english.txt --translation-language en-GB --formats tei
expect_exit 0
[ "$before" = "$(stat -c %Y.%i read/translation.tsv)" ] || fail "written again"
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o read --formats tei
expect_exit 0
expect_no_file read/translation.tsv
! grep -q 'type="translation"' read/folio/folio.tei.xml || fail "still there"

# A record brings its translation along.
run digitize "$PAGES/letter.tif" -o web --transcription "$here/../fuzz/corpus/transcription/web.txt" --least-match 0
expect_exit 0
expect_file web/translation.tsv

# What cannot be.
run digitize "$PAGES/letter.tif" -o bad --translation nowhere.txt
expect_exit 2
expect_said "nowhere.txt"
: > empty.txt
run digitize "$PAGES/letter.tif" -o bad --translation empty.txt
expect_exit 2
expect_said "holds no words"
run digitize "$PAGES/letter.tif" -o bad --translation english.txt --translation-language "not a tag"
expect_exit 1
expect_no_file bad/letter.hocr
