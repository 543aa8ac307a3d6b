# A layered PDF in three viewers: it looks like the scan, each layer switches alone, search finds what the reading says.
chromium=$(command -v chromium) || fail "chromium is not installed: scripts/install-dependencies test"
[ -d "$CONSUMERS/node_modules/pdfjs-dist" ] || fail "pdf.js is not installed: scripts/install-dependencies test"
command -v mutool > mutool.txt || fail "mutool is not installed: scripts/install-dependencies test"
leaf=mikoyan-telegram-l12
folder=$here/../..
scan=$folder/scans/mikoyan-telegram/$leaf.tif
dpi=150
run digitize "$scan" -o out --transcription "$folder/ground_truth/mikoyan-telegram.txt" --least-match 0 --pdf
expect_exit 0
viewer() { node "$CONSUMERS/pdf_viewer.mjs" "$chromium" "$@" "$dpi" > viewer.txt 2>&1 || fail "$(cat viewer.txt)"; }
compare() { /usr/bin/python3 "$here/compare_layers.py" "$1" "$scan" "out/$leaf.layers.png" > "$1.txt" || fail "$(cat "$1.txt")"; }

viewer "out/$leaf.pdf" pdf.js
compare pdf.js
/usr/bin/python3 "$here/switch_layers.py" "out/$leaf.pdf" switched
for program in poppler mupdf; do
  mkdir -p "$program"
  cp pdf.js/layers.txt "$program"
  for file in "out/$leaf.pdf" switched/off-*.pdf; do
    name=$(basename "$file" .pdf)
    [ "$name" != "$leaf" ] || name=all
    case $program in
      poppler) pdftoppm -r "$dpi" -png -singlefile "$file" "$program/$name" ;;
      mupdf) mutool draw -q -r "$dpi" -o "$program/$name.png" "$file" 2> mutool.txt ;;
    esac
  done
  compare "$program"
done

# finds READING TEXT: whether each of the three finds the words, one after the other.
texts() {
  run export out --pdf --reading "$1" "${@:2}"
  expect_exit 0
  pdftotext "out/$leaf.pdf" - | tr -s ' \n' ' ' > poppler.txt
  mutool draw -q -F txt "out/$leaf.pdf" 2> mutool.txt | tr -s ' \n' ' ' > mupdf.txt
  viewer "out/$leaf.pdf" "text-$1"
  tr -s ' \n' ' ' < "text-$1/text.txt" > pdf.js.txt
}
expect_found() { for text in poppler mupdf pdf.js; do grep -qF -- "$1" "$text.txt" || fail "$text does not find: $1"; done; }
expect_not_found() { for text in poppler mupdf pdf.js; do ! grep -qF -- "$1" "$text.txt" || fail "$text finds: $1"; done; }
texts diplomatic
/usr/bin/python3 "$here/text_in_place.py" "out/$leaf.pdf" "out/$leaf.hocr" > places.txt || fail "$(cat places.txt)"
expect_found "беседовали с тов. Ким Ир Сеном"
expect_found "одобрить"
expect_found "примириться с"
expect_not_found "никак примириться"
texts amended
expect_found "никак примириться с"
expect_not_found "одобрить"
texts typed
expect_found "никак одобрить"
expect_not_found "примириться"
texts diplomatic --insertions inline
expect_found "никак примириться с одобрить"
