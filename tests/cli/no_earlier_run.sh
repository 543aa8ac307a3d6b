for stage in deskew segment separate recognize export; do
  run $stage nowhere
  expect_exit 2
  expect_no_output
  expect_said "nowhere"
done
run reconcile nowhere --transcription "$here/../data/cli/record.txt"
expect_exit 2
expect_said "nowhere"
