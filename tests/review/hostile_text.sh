# A transcription with markup in it: it is shown as it is, and nothing of it runs.
run 0 digitize "$PAGES/letter.tif" -o first -q
word=$(tr ' ' '\n' < first/letter.typed.txt | grep -v '[[:punct:]]' | LC_ALL=C grep '.\{14\}' | head -1)
hostile="<script>document.title='taken'</script>"
sed "s|$word|$hostile|" first/letter.typed.txt > record.txt
grep -qF "$hostile" record.txt || fail "no word to replace"
run 0 digitize "$PAGES/letter.tif" -o "out<img src=x onerror=document.title=1>" -q --transcription record.txt
run 0 review out* -o review.html
browse hostile_text.mjs review.html
