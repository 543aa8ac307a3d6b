# The same input gives the same bytes, whatever the number of pages at work.
pages=("$PAGES/letter.tif" "$PAGES/three.tif" "$PAGES/order.tif" "$PAGES/blank.tif")
run digitize "${pages[@]}" -o one --jobs 1 --pdf
expect_exit 0
run digitize "${pages[@]}" -o two --jobs 2 --pdf
expect_exit 0
diff -r one two || fail "--jobs 1 and --jobs 2 differ"
run digitize "${pages[@]}" -o three --jobs 3 --pdf --memory 1M
expect_exit 0
diff -r one three || fail "a small --memory changes products"
expect_pages one 6
