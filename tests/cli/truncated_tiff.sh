# Cut within its third page: the first two are finished, the third is named.
size=$(stat -c %s "$PAGES/three.tif")
head -c $((size * 9 / 10)) "$PAGES/three.tif" > cut.tif
run digitize cut.tif "$PAGES/order.tif" -o out
expect_exit 20
expect_no_output
expect_said "cut.tif, page 3"
expect_products out cut-p001 cut-p002 order
expect_pages out 3
expect_nothing_half_written out
# Cut within its only page.
head -c 20000 "$PAGES/letter.tif" > short.tif
run digitize short.tif -o out2
expect_exit 2
expect_said "short.tif"
expect_pages out2 0
expect_nothing_half_written out2
