# What a transcribed folio teaches of its machine's types is used for another.
# Four pages, of which one is too little by itself.
for i in 1 2 3 4; do
  cp "$PAGES/letter.tif" "letter$i.tif"
  cp "$PAGES/order.tif" "letter${i}order.tif"
  cat "$here/../data/cli/record.txt" >> record.txt
done
record=record.txt
run digitize letter?.tif letter?order.tif -o out -q
expect_exit 0
run adapt out --transcription "$record" -t machine.types -q
expect_exit 0
expect_no_output
expect_file machine.types
cp machine.types first.types
run adapt out --transcription "$record" -t machine.types -q
cmp -s first.types machine.types || fail "the same pages teach something else"
run digitize "$PAGES/letter.tif" -o taught --types machine.types -q
expect_exit 0
expect_file taught/letter.hocr
# A folio of one page teaches itself nothing.
run digitize "$PAGES/letter.tif" -o alone -q
run digitize "$PAGES/letter.tif" -o without --no-adaptation -q
# Both name their options, which are not the same.
sed -i '/<meta name="folio-options"/d' alone/*.hocr without/*.hocr
expect_same_products alone without

echo "Совсем другое" > other.txt
run adapt out --transcription other.txt -t other.types -q
expect_exit 2
expect_said "too little of the transcription"
expect_no_file other.types
echo "no types" > bad.types
run digitize "$PAGES/letter.tif" -o bad --types bad.types
expect_exit 2
expect_said "holds no types of a machine"
run digitize "$PAGES/letter.tif" -o eng --types machine.types -l eng
expect_exit 1
expect_said "the net reads no typed lines here"
run adapt nothing --transcription "$record" -t x.types
expect_exit 2
# A page's folder that leads out of OUT: nothing outside is written or removed.
cp -r out linked
mkdir -p outside
mv linked/stages/letter1 outside/letter1
mkdir outside/letter1/adapt
echo kept > outside/letter1/adapt/kept
ln -s ../../outside/letter1 linked/stages/letter1
run adapt linked --transcription "$record" -t linked.types
expect_exit 20
expect_said "letter1: is a link that leads out of the output folder"
expect_file outside/letter1/adapt/kept
[ "$(ls outside/letter1/adapt)" = kept ] || fail "something was written outside"
