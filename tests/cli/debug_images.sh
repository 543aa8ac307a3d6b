run digitize "$PAGES/letter.tif" -o out --debug-images
expect_exit 0
for stage in deskew segment separate recognize; do
  ls out/debug/letter/*-"$stage"-*.png > /dev/null || fail "no picture of $stage"
done
run digitize "$PAGES/letter.tif" -o without
expect_no_file without/debug
expect_same_products out without
