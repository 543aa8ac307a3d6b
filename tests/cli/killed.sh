# Killed at any moment, again and again: what is there is whole, and the run that gets through gives the bytes of one
# that was never disturbed. No page is read twice but those at work when a run was killed.
# KILLS: how often; 6 unless told. There are pages enough for all of them.
kills=${KILLS:-6} jobs=2
mkdir pages
pairs=$((kills > 5 ? 2 * kills : 10))
count=$((2 * pairs + 3))
for number in $(seq 100 $((99 + pairs))); do
  ln -s "$PAGES/letter.tif" "pages/leaf$number.tif"
  ln -s "$PAGES/order.tif" "pages/order$number.tif"
done
ln -s "$PAGES/three.tif" pages/three.tif
options=(--jobs $jobs --pdf --formats tei)
run digitize pages -o undisturbed "${options[@]}"
expect_exit 0

: > read
killed=0
# The names of the pages that the run says it has read.
note_read() { sed -nE 's/^[0-9]+ of [0-9]+: ([^:]+): .*/\1/p' stderr >> read; }
for _ in $(seq "$kills"); do
  "$FOLIO" digitize pages -o out "${options[@]}" > stdout 2> stderr < /dev/null &
  program=$!
  sleep "$(awk -v r=$RANDOM 'BEGIN { print 0.05 + 0.9 * r / 32767 }')"
  if kill -KILL $program 2> /dev/null; then killed=$((killed + 1)); fi
  wait $program 2> /dev/null || true
  note_read
  # Whatever is there is whole.
  python3 - << 'EOF' || fail "a file is cut"
import glob, json, xml.dom.minidom
for name in glob.glob('out/*.hocr'):
    xml.dom.minidom.parse(name)
for name in glob.glob('out/stages/*/*.json'):
    with open(name) as file:
        json.load(file)
EOF
done
[ $killed -ge 1 ] || fail "no run was killed"
run digitize pages -o out "${options[@]}"
expect_exit 0
note_read
expect_same_pages undisturbed out
expect_nothing_half_written out
# What a run has told of was never read again; at most the pages at work (jobs a kill) were never told of.
twice=$(sort read | uniq -d)
[ -z "$twice" ] || fail "read twice: $twice"
told=$(wc -l < read)
[ "$told" -ge $((count - killed * jobs)) ] || fail "$told of $count pages were told of, after $killed kills"
echo "$killed kills, $told of $count pages told of once"

# Once more: nothing is left to do.
run digitize pages -o out "${options[@]}"
expect_exit 0
[ "$(grep -cE '^[0-9]+ of [0-9]+: ' stderr)" = 0 ] || fail "a page was read again"
expect_same_pages undisturbed out
