run digitize "$PAGES/blank.tif" -o out --pdf
expect_exit 0
expect_no_output
expect_said "blank: no text found"
expect_products out blank
expect_file out/blank.pdf
[ ! -s out/blank.typed.txt ] || fail "text on a blank page"
