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

# The volume: all pages in one file, the same bytes at any --jobs, and from a later command.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o one --volume --jobs 1 --call-number "ГАРФ. Ф. 5446. Оп. 98с. Д. 718"
expect_exit 0
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o two --volume --jobs 2 --call-number "ГАРФ. Ф. 5446. Оп. 98с. Д. 718"
expect_exit 0
cmp one/folio/folio.pdf two/folio/folio.pdf || fail "--jobs changes the volume"
rm one/folio/folio.pdf one/letter.pdf
run export one --volume
expect_exit 0
cmp one/folio/folio.pdf two/folio/folio.pdf || fail "export writes another volume than digitize"
qpdf --check one/folio/folio.pdf > check.txt 2>&1 || fail "$(cat check.txt)"
pdfinfo one/folio/folio.pdf > info.txt
grep -qE '^Pages: +2$' info.txt || fail "$(cat info.txt)"
grep -qF 'ГАРФ. Ф. 5446. Оп. 98с. Д. 718' info.txt || fail "$(cat info.txt)"
pdftotext one/folio/folio.pdf - | tr -s ' \n' ' ' | grep -q "список сотрудников завода" || fail "the volume lacks a page's text"

# The scan as it is, in one image.
run digitize "$PAGES/order.tif" -o kept --pdf --keep-scan
expect_exit 0
[ "$(pdfimages -list kept/order.pdf | tail -n +3 | wc -l)" = 1 ] || fail "$(pdfimages -list kept/order.pdf)"
pdftotext kept/order.pdf - | tr -s ' \n' ' ' | grep -q "список сотрудников завода" || fail "no text over the scan"
# A reading that is none; the other readings within the file.
run export kept --pdf --reading final
expect_exit 1
run export kept --pdf --attach
expect_exit 0
pdfdetach -list kept/order.pdf | grep -q "order.hocr" || fail "the hOCR is not attached"
