cp "$PAGES/letter.tif" "лист 1.tif"
code=0
printf '%s\n' "лист 1.tif" "$PAGES/order.tif" | "$FOLIO" digitize - -o out > stdout 2> stderr || code=$?
expect_exit 0
expect_no_output
expect_products out "лист 1" order
printf '%s\n' "лист 1.tif" "$PAGES/order.tif" > list.txt
run digitize @list.txt -o out2
expect_exit 0
expect_same_products out out2
run digitize @nolist.txt -o out3
expect_exit 2
expect_said "nolist.txt"
