# A transcription that comes after the run gives what it would have given with it.
record=$here/../data/cli/record.txt
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o at_once --transcription "$record" --pdf --formats alto,page,tei
expect_exit 0
expect_said "words placed"
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o later --pdf
expect_exit 0
! grep -q 'data-source="both"' later/order.hocr || fail "reconciled without a transcription"
run reconcile later --transcription "$record" --pdf --formats alto,page,tei
expect_exit 0
expect_no_output
expect_same_products at_once later
run export later --pdf --formats alto,page,tei
expect_exit 0
expect_same_products at_once later
grep -q 'name="folio-options"' later/order.hocr || fail "a reconciled page has lost the hash of its options"
grep -q 'name="ocr-langs" content="ru"' later/order.hocr || fail "a reconciled page has lost its language"
grep -q "TYPE=\"source\" LABEL=\"both\"" later/order.alto.xml || fail "ALTO does not say what the transcription has too"
run transcription read later/folio/folio.tei.xml --reading diplomatic
expect_exit 0
grep -qF "комиссии ⟦ins:⟦h:вчера⟧⟧ и" stdout || fail "$(cat stdout)"
grep -q 'data-source="both"' later/order.hocr || fail "no word of the transcription found"
expect_file later/ledger.tsv
grep -qF "комиссии ⟦ins:⟦h:вчера⟧⟧ и" later/letter.diplomatic.txt || fail "$(cat later/letter.diplomatic.txt)"
for file in ledger.jsonl disagreements.tsv misreadings.tsv folio/ledger-summary.txt; do expect_file "later/$file"; done
