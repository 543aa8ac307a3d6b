for arguments in "" "nonsense" "digitize" "digitize $PAGES/letter.tif" "digitize $PAGES/letter.tif -o out --jobs 0" \
  "digitize $PAGES/letter.tif -o out --nonsense" "digitize $PAGES/letter.tif -o out --formats alto,docx" "reconcile out" "transcription"; do
  # shellcheck disable=SC2086  # each word an argument
  run $arguments
  expect_exit 1
  expect_no_output
  expect_said "--help"
done
expect_no_file out
run --help
expect_exit 0
grep -q digitize stdout
run --version
expect_exit 0
grep -qE '^folio [0-9]+\.[0-9]+\.[0-9]+$' stdout
