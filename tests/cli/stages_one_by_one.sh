# Stage after stage through the files that each leaves gives what digitize gives.
pages=("$PAGES/letter.tif" "$PAGES/three.tif")
run digitize "${pages[@]}" -o at_once --pdf --formats alto,page,tei
expect_exit 0
run ingest "${pages[@]}" -o by_stage
expect_exit 0
for stage in deskew segment separate recognize; do
  run $stage by_stage
  expect_exit 0
  expect_no_output
done
expect_pages by_stage 0
run export by_stage --pdf --formats alto --formats page,tei
expect_exit 0
expect_products by_stage letter three-p001 three-p002 three-p003
expect_nothing_half_written by_stage
expect_same_products at_once by_stage

# A paragraph a line, broken words whole.
lines=$(wc -l < by_stage/letter.typed.txt)
run export by_stage --reflow
expect_exit 0
[ "$(grep -c . by_stage/letter.typed.txt)" -lt "$lines" ] || fail "nothing was reflowed"
cmp -s <(tr -d -- '-\n ' < at_once/letter.typed.txt) <(tr -d -- '-\n ' < by_stage/letter.typed.txt) || fail "reflowing changed the text"
