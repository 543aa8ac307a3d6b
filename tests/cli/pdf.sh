run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --pdf
expect_exit 0
for stem in letter order; do
  qpdf --check "out/$stem.pdf" > check.txt 2>&1 || fail "$(cat check.txt)"
  [ "$(pdfinfo "out/$stem.pdf" | sed -n 's/^Pages: *//p')" = 1 ] || fail "$stem: not one page"
done
# The words can be found and copied as they are.
pdftotext out/order.pdf - | tr -s ' \n' ' ' > text.txt
grep -q "список сотрудников завода" text.txt || fail "$(cat text.txt)"
# The page keeps its size: A6 across is 148 x 105 mm, 419.5 x 297.6 points.
pdfinfo out/order.pdf | grep -qE 'Page size: +(419|420)[.0-9]* x (297|298)' || fail "$(pdfinfo out/order.pdf)"
run digitize "$PAGES/letter.tif" -o without
expect_no_file without/letter.pdf
