# With --keep-stages another reader begins with the layers, and gives what it gives from the scan.
run digitize "$PAGES/letter.tif" "$PAGES/three.tif" -o out --keep-stages
expect_exit 0
for file in upright.png ink.png masks.png kept-stages.json; do expect_file "out/stages/letter/$file"; done
upright=$(stat -c %Y.%i out/stages/letter/upright.png)
layered=$(stat -c %Y.%i out/stages/letter/layered.json)
run digitize "$PAGES/letter.tif" "$PAGES/three.tif" -o out --keep-stages --reader tesseract
expect_exit 0
[ "$upright" = "$(stat -c %Y.%i out/stages/letter/upright.png)" ] || fail "was levelled again"
[ "$layered" = "$(stat -c %Y.%i out/stages/letter/layered.json)" ] || fail "layers were found again"
run digitize "$PAGES/letter.tif" "$PAGES/three.tif" -o fresh --reader tesseract
expect_exit 0
expect_same_products fresh out
expect_no_file fresh/stages/letter/upright.png

# Another way to find layers makes these anew, and no more.
run digitize "$PAGES/letter.tif" "$PAGES/three.tif" -o out --keep-stages --no-net
expect_exit 0
[ "$upright" = "$(stat -c %Y.%i out/stages/letter/upright.png)" ] || fail "was levelled again"
[ "$layered" != "$(stat -c %Y.%i out/stages/letter/layered.json)" ] || fail "layers were not found again"
run digitize "$PAGES/letter.tif" "$PAGES/three.tif" -o rules --no-net
expect_exit 0
expect_same_products rules out
