: > empty.tif
run digitize empty.tif -o out
expect_exit 2
expect_no_output
expect_said "empty.tif"
expect_said "is empty"
expect_pages out 0
# One bad input ends nothing else.
run digitize empty.tif "$PAGES/letter.tif" -o out
expect_exit 20
expect_said "1 pages done, 1 failed"
expect_products out letter
