# Killed at any moment, again and again: what is there is whole, and the run that gets through gives the bytes of one
# that was never disturbed. No page is read twice but those at work when a run was killed.
# KILLS: how often; 6 unless told.
kills=${KILLS:-6} jobs=2
mkdir pages
for number in $(seq 10 19); do
  ln -s "$PAGES/letter.tif" "pages/leaf$number.tif"
  ln -s "$PAGES/order.tif" "pages/order$number.tif"
done
ln -s "$PAGES/three.tif" pages/three.tif
options=(--jobs $jobs --pdf --formats tei)
run digitize pages -o undisturbed "${options[@]}"
expect_exit 0

read_pages=0 killed=0
for attempt in $(seq "$kills"); do
  "$FOLIO" digitize pages -o out "${options[@]}" > stdout 2> stderr < /dev/null &
  program=$!
  sleep "$(awk -v r=$RANDOM -v n="$attempt" 'BEGIN { print 0.05 + 1.5 * r / 32767 + (n % 7 == 0) }')"
  if kill -KILL $program 2> /dev/null; then killed=$((killed + 1)); fi
  wait $program 2> /dev/null || true
  read_pages=$((read_pages + $(grep -cE '^[0-9]+ of [0-9]+: ' stderr || true)))
  # Whatever is there is whole.
  for hocr in out/*.hocr; do
    [ ! -e "$hocr" ] || xmllint --noout --nonet "$hocr" || fail "$hocr is cut"
  done
  for json in out/stages/*/*.json; do
    [ ! -e "$json" ] || python3 -m json.tool "$json" > /dev/null || fail "$json is cut"
  done
done
run digitize pages -o out "${options[@]}"
expect_exit 0
read_pages=$((read_pages + $(grep -cE '^[0-9]+ of [0-9]+: ' stderr || true)))
expect_same_pages undisturbed out
expect_nothing_half_written out
# A page that was finished just before the kill is done, though its line was never printed: read_pages may be less.
[ $read_pages -le $((23 + killed * jobs)) ] || fail "$read_pages pages read, after $killed kills"
echo "$killed kills, $read_pages pages read for 23"

# Once more: nothing is left to do.
run digitize pages -o out "${options[@]}"
expect_exit 0
[ "$(grep -cE '^[0-9]+ of [0-9]+: ' stderr)" = 0 ] || fail "a page was read again"
expect_same_pages undisturbed out
