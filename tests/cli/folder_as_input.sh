# In natural order, without what is no image and without our own products.
mkdir in
cp "$PAGES/letter.tif" in/leaf10.tif
cp "$PAGES/order.tif" in/leaf2.tif
echo "Опись" > in/notes.txt
run digitize in -o in --jobs 1
expect_exit 0
expect_products in leaf2 leaf10
[ "$(grep -oE 'leaf[0-9]+' stderr | head -2 | tr '\n' ' ')" = "leaf2 leaf10 " ] || fail "wrong order"
run digitize in -o in --jobs 1
expect_exit 0
expect_pages in 2
mkdir nothing
run digitize nothing -o out
expect_exit 2
expect_said "holds no images"
