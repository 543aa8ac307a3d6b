# The same input gives the same bytes, whatever the number of pages at work, from wherever, and again.
pages=("$PAGES/letter.tif" "$PAGES/three.tif" "$PAGES/order.tif" "$PAGES/blank.tif")
formats=(--pdf --formats alto,page,tei)
run digitize "${pages[@]}" -o one --jobs 1 "${formats[@]}"
expect_exit 0
run digitize "${pages[@]}" -o two --jobs 2 "${formats[@]}"
expect_exit 0
expect_same_pages one two
run digitize "${pages[@]}" -o three --jobs 3 "${formats[@]}" --memory 700M
expect_exit 0
expect_same_pages one three
expect_pages one 6

# Again into the same folder, and from another folder.
run digitize "${pages[@]}" -o two --jobs 2 "${formats[@]}"
expect_exit 0
expect_same_pages one two
mkdir elsewhere
out=$PWD
(cd elsewhere && "$FOLIO" digitize "${pages[@]}" -o "$out/four" --jobs 2 "${formats[@]}" > /dev/null 2>&1) || fail "elsewhere"
expect_same_pages one four

# Every product that has a place for them says which models and options made it; other options, other hash.
for product in letter.hocr letter.alto.xml letter.page.xml letter.tei.xml folio/folio.tei.xml; do
  expect_file "one/$product"
  xmllint --noout --nonet "one/$product" || fail "$product is not well-formed"
  [ "$(grep -oE '[0-9a-f]{64}' "one/$product" | sort -u | wc -l)" -ge 3 ] || fail "$product lacks a hash of file, models or options"
done
options_of() { sed -n 's/.*name="folio-options" content="\([0-9a-f]*\)".*/\1/p' "$1/letter.hocr"; }
run digitize "$PAGES/letter.tif" -o other --jobs 1 "${formats[@]}" --no-adaptation
expect_exit 0
[ "$(options_of one)" != "$(options_of other)" ] || fail "another option has the same hash"
for product in letter.alto.xml letter.page.xml letter.tei.xml; do
  grep -q "$(options_of one)" "one/$product" || fail "$product has another hash of the options than the hOCR"
  grep -q "$(options_of other)" "other/$product" || fail "$product has not the hash of its own options"
done
