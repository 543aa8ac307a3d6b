# What others read from the hOCR is every word of it, in order.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" "$PAGES/blank.tif" -o out --transcription "$here/../data/cli/record.txt"
expect_exit 0
expect_products out letter order blank
for stem in letter order blank; do
  xmllint --nonet --noout "out/$stem.hocr" || fail "$stem: the hOCR is not well-formed"
  found=0 # of nothing, xmllint says 10
  xmllint --nonet --xpath '//*[@class="ocrx_word"]' "out/$stem.hocr" > words.xml 2> /dev/null || found=$?
  expected=0
  [ "$stem" != blank ] || expected=10
  [ "$found" = "$expected" ] || fail "$stem: words were sought with $found, not $expected"
  sed 's/<[^>]*>/ /g' words.xml | tr -s ' \n' '\n' | sed '/^$/d' > words.txt
  /usr/bin/python3 "$here/read_with_ocrmypdf.py" "out/$stem.hocr" "$FONTS/cmuntt.ttf" read.pdf
  pdftotext -raw read.pdf - | tr -s ' \n\f' '\n' | sed '/^$/d' > read.txt
  diff words.txt read.txt || fail "$stem: OCRmyPDF reads other words"
done
grep -q "комиссии" out/letter.hocr
