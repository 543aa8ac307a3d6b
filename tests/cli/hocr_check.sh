# Who takes a file, and what mends it; the claims are held against the readers that are installed.
forms="$here/../data/hocr_forms"
run hocr check "$forms/good.hocr"
expect_exit 0
grep -qF "good.hocr: archive-hocr-tools: takes it" stdout || fail "no verdict on a good file"
run hocr check --json "$forms/good.hocr" "$forms/line-class.header.hocr"
expect_exit 21
grep -qF '"all_take_it": false' stdout || fail "JSON does not say that some do not take it"
echo "no hOCR" > notes.txt
run hocr check notes.txt "$forms/good.hocr"
expect_exit 2
expect_said notes.txt
grep -qF "good.hocr: hocr-pdf: takes it" stdout || fail "one bad file ended the others"
printf '<!DOCTYPE html [<!ENTITY a "b">]>\n<html><body><div class="ocr_page">&a;</div></body></html>' > bomb.hocr
run hocr check bomb.hocr
expect_exit 2
expect_said "line 1, column 16: declares entities of its own"

# What folio writes, all take, and it writes the same bytes again.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" "$PAGES/blank.tif" -o out
expect_exit 0
run hocr check --round-trip out/letter.hocr out/order.hocr out/blank.hocr
expect_exit 0

# Tesseract's own hOCR, plain and with all that it can add.
tesseract "$PAGES/letter.tif" plain -l rus hocr 2> tesseract.log
tesseract "$PAGES/letter.tif" choices -l rus -c tessedit_create_hocr=1 -c lstm_choice_mode=2 2> tesseract.log
tesseract "$PAGES/letter.tif" boxes -l rus -c tessedit_create_hocr=1 -c hocr_char_boxes=1 2> tesseract.log
for name in plain choices boxes; do
  run hocr check $name.hocr
  expect_exit 21
  run hocr repair $name.hocr -o mended-$name.hocr
  expect_exit 0
  expect_said "x_size is no property that all take"
  run hocr check mended-$name.hocr
  expect_exit 0
done

# words FILE.hocr: as OCRmyPDF reads them.
words() {
  /usr/bin/python3 "$here/read_with_ocrmypdf.py" "$1" "$FONTS/cmuntt.ttf" read.pdf || return 1
  pdftotext -raw read.pdf - | tr -s ' \n\f' '\n' | sed '/^$/d'
}
words plain.hocr > plain.txt
expect_file plain.txt
for name in plain choices boxes; do
  words mended-$name.hocr > words.txt || fail "OCRmyPDF does not read mended $name"
  diff plain.txt words.txt || fail "OCRmyPDF reads other words of mended $name"
done

# Each form, as it is and mended. OCRmyPDF 14 of Debian takes lines outside of paragraphs, which 17 does not.
words "$forms/good.hocr" > good.txt
for file in "$forms"/*.hocr; do
  name=$(basename "$file" .hocr)
  expected=$(awk -F '\t' -v form="$name" '$1 == form && $2 == "OCRmyPDF" { print $3 }' "$forms/effects.tsv")
  found=takes
  if ! words "$file" > words.txt 2> ocrmypdf.log; then
    found=breaks
  elif ! cmp -s words.txt good.txt; then
    found=loses
  fi
  case $name:$expected:$found in
    *::takes | *:loses:loses | *:breaks:breaks) ;;
    line-in-line.*:objects:loses) ;;                            # the words of the inner line twice
    no-paragraph.*:loses:takes | paragraph-tag.*:loses:takes) ;; # as said
    box-missing.*:loses:*) ;;                                   # the text is there, its place is not
    line-class.*:loses:* | layer-page.*:loses:*) ;;              # 14 draws the lines of all pages
    *) fail "$name: OCRmyPDF $found it, the rules say: ${expected:-takes}" ;;
  esac
  run hocr repair "$file" -o mended.hocr
  expect_exit 0
  run hocr check mended.hocr
  expect_exit 0
  xmllint --nonet --noout mended.hocr || fail "$name: mended, it is not well-formed"
  words mended.hocr > words.txt || fail "$name: OCRmyPDF does not read what was mended"
done

# hocr-dom reads every title of what folio writes and mends.
if [ -d "$CONSUMERS/node_modules/hocr-dom" ]; then
  NODE_PATH=$CONSUMERS/node_modules node "$here/read_with_hocr_dom.js" out/*.hocr mended-*.hocr "$forms/good.hocr"
else
  echo "hocr-dom is not installed (scripts/install-dependencies test): not run"
fi
