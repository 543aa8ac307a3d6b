# Pages begun are finished, no further one is begun, nothing is left half written.
for number in $(seq 100 399); do ln -s "$PAGES/letter.tif" "leaf$number.tif"; done
for signal in INT TERM; do
  "$FOLIO" digitize leaf*.tif -o "out$signal" --jobs 2 --pdf > stdout 2> stderr < /dev/null &
  program=$!
  until [ -e "out$signal/leaf100.hocr" ] || ! kill -0 $program 2> /dev/null; do sleep 0.05; done
  kill -s $signal $program
  code=0
  wait $program || code=$?
  expect_exit 130
  expect_no_output
  expect_said "interrupted"
  expect_nothing_half_written "out$signal"
  pages=0
  for hocr in "out$signal"/*.hocr; do
    stem=$(basename "$hocr" .hocr)
    expect_products "out$signal" "$stem"
    expect_file "out$signal/$stem.pdf"
    pages=$((pages + 1))
  done
  [ $pages -ge 1 ] && [ $pages -lt 300 ] || fail "$pages pages done"
done

# A page that would take for ever is not waited for: its worker is halted here, and the program ends all the same.
"$FOLIO" digitize leaf*.tif -o halted --jobs 1 > stdout 2> stderr < /dev/null &
program=$!
until worker=$(pgrep -P $program) || ! kill -0 $program 2> /dev/null; do sleep 0.05; done
kill -s STOP "$worker"
kill -s TERM $program
code=0
wait $program || code=$?
expect_exit 130
! kill -0 "$worker" 2> /dev/null || fail "a worker outlives the program"
expect_nothing_half_written halted
