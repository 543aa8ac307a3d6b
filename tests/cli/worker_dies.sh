# What kills a worker takes its page along and no other; the page is tried twice, and then not again unless asked.
# with_worker_killed SIGNAL ARGUMENT...: runs folio and kills each worker as soon as it is there.
with_worker_killed() {
  local signal=$1 program worker
  shift
  "$FOLIO" "$@" --jobs 1 > stdout 2> stderr < /dev/null &
  program=$!
  while kill -0 $program 2> /dev/null; do
    for worker in $(pgrep -P $program || true); do kill -s "$signal" "$worker" 2> /dev/null || true; done
  done
  code=0
  wait $program || code=$?
}
# A worker may be done before the signal comes; then once more.
for attempt in $(seq 20); do
  rm -rf out
  with_worker_killed SEGV digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out
  [ "$code" != 2 ] || break
done
expect_exit 2
expect_said "letter.tif: its worker crashed twice (SIGSEGV)"
expect_said "order.tif: its worker crashed twice (SIGSEGV)"
expect_said "0 pages done, 2 failed"
expect_nothing_half_written out

# Bytes that crashed it are not tried again by themselves, so that no rerun takes a night for them; but when told to.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --jobs 1 --retry-failed
expect_exit 0
expect_products out letter order

# A time limit that no page keeps.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o slow --jobs 2 --page-time-limit 0.001
expect_exit 2
expect_said "took longer than 0.001 seconds"
expect_nothing_half_written slow
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o slow --jobs 2 --page-time-limit 600
expect_exit 0
expect_products slow letter order

# So many failures, and no page more.
for number in $(seq 10 29); do echo nothing > "bad$number.tif"; done
run digitize bad*.tif -o many --jobs 1 --max-failures 3
expect_exit 2
expect_said "as many as --max-failures have failed"
[ "$(grep -c 'bad.*ingest' stderr)" -lt 20 ] || fail "went on after 3 failures"

# The commands of single stages lose no more than the page, either; and nobody waits for memory that is not there.
run ingest "$PAGES/letter.tif" bad10.tif "$PAGES/order.tif" -o staged
expect_exit 20
expect_said "bad10.tif"
run deskew staged --page-time-limit 0.001
expect_exit 2
expect_said "letter: deskew: took longer than 0.001 seconds"
run deskew staged --memory 100M
expect_exit 2
expect_said "does not fit into memory"
run deskew staged --jobs 2
expect_exit 0
expect_file staged/stages/order/upright.png

# A PDF that is drawn anew asks for memory as reading does.
run digitize "$PAGES/letter.tif" -o again --pdf
expect_exit 0
run digitize "$PAGES/letter.tif" -o again --pdf --keep-scan --page-time-limit 0.001
expect_exit 20
expect_said "letter: took longer than 0.001 seconds"
run digitize "$PAGES/letter.tif" -o again --pdf --keep-scan
expect_exit 0
run digitize "$PAGES/letter.tif" -o whole --pdf --keep-scan
expect_exit 0
expect_same_products whole again

# Nor what opens scans again later: a folio's transcription, its machine's types, pairs of lines.
record=$here/../data/cli/record.txt
run reconcile whole --transcription "$record" --pdf --page-time-limit 0.001
expect_exit 2
expect_said "letter: reconcile: took longer than 0.001 seconds"
run reconcile whole --transcription "$record" --pdf --memory 100M
expect_exit 2
expect_said "does not fit into memory"
run reconcile whole --transcription "$record" --pdf
expect_exit 0
run adapt whole --transcription "$record" -t machine.types --page-time-limit 0.001
expect_exit 2
expect_said "letter: took longer than 0.001 seconds"
expect_no_file machine.types
for attempt in $(seq 20); do
  with_worker_killed SEGV adapt whole --transcription "$record" -t machine.types
  [ "$code" != 2 ] || ! grep -q crashed stderr || break
done
expect_exit 2
expect_said "letter: its worker crashed twice (SIGSEGV)"
expect_no_file whole/stages/letter/adapt
# The scan of one page is gone: the other's lines are written.
cp "$PAGES/order.tif" gone.tif
run digitize "$PAGES/letter.tif" gone.tif -o partly --transcription "$record" -q
expect_exit 0
rm gone.tif
run pairs partly -o pairs --jobs 2
expect_exit 20
expect_said "gone"
grep -q "^letter-" pairs/pairs.tsv || fail "the other page has no lines: $(cat pairs/pairs.tsv)"
run pairs partly -o partly/letter.hocr
expect_exit 5
expect_said "partly/letter.hocr"
expect_not_said "crashed"
# What a person says of a page whose PDF is gone is drawn in a worker, too.
rm whole/letter.pdf
run apply whole "$here/../data/cli/note.patch" --pdf --page-time-limit 0.001
expect_exit 20
expect_said "letter: took longer than 0.001 seconds"
run apply whole "$here/../data/cli/note.patch" --pdf
expect_exit 0
expect_file whole/letter.pdf
