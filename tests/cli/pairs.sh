# Lines whose text is sure come out as pictures with their texts, and all of these are what was drawn.
record=$here/../data/cli/record.txt
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --transcription "$record" -q
expect_exit 0
run pairs out -o pairs
expect_exit 0
expect_no_output
expect_said "lines written"
expect_file pairs/pairs.tsv
count=0
while IFS=$'\t' read -r image page layer line confidence text; do
  [ "$image" != image ] || continue
  count=$((count + 1))
  expect_file "pairs/$image"
  [ "$(cat "pairs/${image%.png}.gt.txt")" = "$text" ] || fail "$image has another text than pairs.tsv"
  python3 - "$PAGES/truth/$page.truth.json" "$layer" "$text" <<'PY' || fail "$image: nothing drawn says: $text"
import json, sys
lines = json.load(open(sys.argv[1], encoding="utf-8"))["lines"]
sys.exit(not any(line["layer"] == sys.argv[2] and line["text"] == sys.argv[3] for line in lines))
PY
done < pairs/pairs.tsv
[ "$count" -ge 4 ] || fail "only $count pairs: $(cat pairs/pairs.tsv)"
[ "$(find pairs -name '*.gt.txt' | wc -l)" = "$count" ] || fail "pairs that the list lacks"

# The same for tools that read whole pages.
run pairs out -o pages --format page -q
expect_exit 0
expect_file pages/letter.png
xmllint --noout --nonet pages/letter.xml || fail "PAGE is not well-formed"
[ "$(xmllint --xpath 'count(//*[local-name()="TextLine"])' pages/letter.xml)" -ge 2 ] || fail "$(cat pages/letter.xml)"
expect_no_file pages/letter-line_1.png
cp -r pages again
run pairs out -o again --format page -q
expect_same_products pages again

# Nothing is sure enough, or nothing is sure at all.
run pairs out -o none --least-confidence 1
expect_exit 0
expect_said "a word is not sure enough"
run digitize "$PAGES/letter.tif" -o unread -q
run pairs unread -o none
expect_exit 2
expect_said "folio reconcile OUT --transcription FILE"
run pairs nothing -o none
expect_exit 2
expect_said "no earlier run"
