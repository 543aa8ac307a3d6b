echo "В секретариат" > letter.tif
run digitize letter.tif -o out
expect_exit 2
expect_no_output
expect_said "letter.tif"
expect_said "text"
expect_pages out 0
# And the other way round: an image under a strange name is an image.
cp "$PAGES/order.tif" scan.data
run digitize scan.data -o out
expect_exit 0
expect_products out scan
