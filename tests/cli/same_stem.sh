# No input overwrites another's products.
mkdir a b
cp "$PAGES/letter.tif" a/leaf.tif
cp "$PAGES/order.tif" b/leaf.tif
cp "$PAGES/three.tif" a/Leaf.tiff
run digitize a/leaf.tif b/leaf.tif a/Leaf.tiff -o out
expect_exit 0
expect_pages out 5
expect_nothing_half_written out
[ -s out/leaf.typed.txt ]
grep -q "письмо" out/leaf.typed.txt
grep -q "завода" out/leaf-2.typed.txt
