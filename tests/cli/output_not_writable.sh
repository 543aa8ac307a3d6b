# Below a file no folder can be made, whoever runs this.
: > file
run digitize "$PAGES/letter.tif" -o file/out
expect_exit 5
expect_no_output
expect_said "file/out"
expect_said "cannot be written"
# A product that cannot take its name: the other page is finished.
mkdir -p out/letter.hocr/in_the_way
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out
expect_exit 20
expect_said "letter.hocr"
expect_products out order
expect_nothing_half_written out
