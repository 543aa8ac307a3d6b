# The leaf numbers of the sample folio: two numberings, of which one runs backwards, as its transcription has them.
sample=$here/../../scans/mikoyan-telegram
record=$here/../../ground_truth/mikoyan-telegram.txt
run digitize "$sample" -o out --transcription "$record" -q
expect_exit 0
expect_file out/folio.tsv
cp out/folio.tsv by_digitize.tsv
run leaves out
expect_exit 0
grep -q "^numbering 1: 12 to 16, forwards, on 5 of 5 pages$" stdout || fail "not the leaves of the folio"
grep -q "^renumbered: .*12 and 45, 13 and 44, 14 and 43.*numbering 2 runs backwards" stdout || fail "not renumbered"
grep -qF "in the transcription's numbers 16 4 one expects 41 for 4" stdout || fail "the transcription's fault passes"
cmp -s out/folio.tsv by_digitize.tsv || fail "digitize and leaves do not agree"

# The call number is kept once it was told, and what it cites is looked for.
run leaves out --call-number "ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–17"
expect_exit 0
grep -q "no page has the cited leaves 17" stdout || fail "leaf 17 is not missed"
run leaves out
grep -qF "call number: ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–17 (from option)" stdout || fail "the call number is lost"
run leaves out --call-number "no such thing"
expect_exit 1
expect_said "no call number can be read"

# Pages that lie in another order than their leaves.
printf '%s\n' "$sample"/mikoyan-telegram-l{13,15,14}.tif > list
run digitize @list -o shuffled -q --second-reader never --call-number "ГАРФ. Ф. 5446. Оп. 98с. Д. 718"
expect_exit 0
run leaves shuffled
grep -q "^out-of-order: .*mikoyan-telegram-l15: leaf 15 lies after leaf 13" stdout || fail "the order is not told"
grep -q "^call number: ГАРФ" stdout || fail "digitize forgot the call number"
run leaves nothing
expect_exit 2
