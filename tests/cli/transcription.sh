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

# A record from the web: what was taken as what.
web="$here/../fuzz/corpus/transcription/web.txt"
run transcription check "$web"
expect_exit 0
for told in "title: A telegram" "call number: GARF. Ф. 1. Оп. 2. Д. 3. Л. 4–5об." "lines 17 to 24: text: 20 words" \
    "lines 28 to 33: translation: 32 words"; do
  grep -qF -- "$told" stderr || fail "check does not say $told"
done
run transcription read "$web" --reading typed
[ "$(head -1 stdout)" = "Мы не приехали утром девятнадцатого числа, и сразу нас приняли хозяева." ] || fail "furniture in the text"
run transcription read "$web" --reading typed --all-text
[ "$(head -1 stdout)" = "May 2, 1950" ] || fail "--all-text leaves something out"

# From form to form and back, each found by its content.
run transcription convert "$web" --to tei -o web.xml
expect_exit 0
run transcription convert web.xml --to archive -o back.txt
expect_exit 0
for file in "$web" web.xml back.txt; do
  run transcription read "$file" --reading diplomatic
  expect_exit 0
  [ -e first ] || cp stdout first
  cmp -s stdout first || fail "$file reads otherwise"
done
run transcription convert back.txt
expect_exit 0
grep -q "Мы ⟦del:не⟧ приехали" stdout || fail "not in our notation"

# Files that are no transcription.
printf '\xff\xfe\x10\x04' > utf16.txt
run transcription check utf16.txt
expect_exit 2
grep -q "UTF-16" stderr || fail "UTF-16 is not named"
printf '<?xml version="1.0"?>\n<TEI><text></TEI>\n' > wrong.xml
run transcription check wrong.xml
expect_exit 2
grep -q "line 2, column" stderr || fail "no line of the XML"
: > empty.txt
run transcription check empty.txt
expect_exit 0
run transcription convert "$web" --to tei -o no/such/folder/../x.xml --nonsense
expect_exit 1
