run transcription check "$here/../data/cli/record.txt"
expect_exit 0
run transcription read "$here/../data/cli/record.txt" --reading amended
expect_exit 0
grep -q "о работе комиссии вчера и" stdout
run transcription read "$here/../data/cli/record.txt" --reading typed
grep -q "о работе нашей комиссии и" stdout
printf 'Первая строка\nвторая ~~не закрыта\n' > broken.txt
run transcription check broken.txt
expect_exit 2
grep -q "broken.txt:2:8" stdout || fail "no line and column"
