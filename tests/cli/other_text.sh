# A transcription of another text is not forced on the pages: they stay as they were read, and the exit code says so.
cp "$PAGES/letter.tif" leaf.tif
run digitize leaf.tif -o out -q
expect_exit 0
cp out/leaf.typed.txt read.txt
cat > other.txt << 'END'
Автокод является одним из средств автоматизации программирования, входящих в состав
математического обеспечения машины. Он обычно используется в тех случаях, когда
необходимо составление программ на уровне команд.
END
run reconcile out --transcription other.txt
expect_exit 21
grep -q "does not match these pages: 0\.[0-9]* of the letters are alike" stderr || fail "no score"
cmp read.txt out/leaf.typed.txt || fail "the pages have changed"
[ ! -e out/ledger.tsv ] || fail "a ledger was written"
run digitize leaf.tif -o out2 -q --transcription other.txt
expect_exit 21
cmp read.txt out2/leaf.typed.txt || fail "the pages are not as they were read"
run reconcile out --transcription other.txt --least-match 0
expect_exit 0
[ -s out/ledger.jsonl ] || fail "no ledger"

: > empty.txt
run reconcile out --transcription empty.txt
expect_exit 2
grep -q "empty.txt" stderr || fail "the empty file is not named"
