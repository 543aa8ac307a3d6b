run digitize nothing.tif -o out
expect_exit 2
expect_no_output
expect_said "nothing.tif"
expect_said "no such file"
expect_pages out 0
expect_nothing_half_written out
run digitize "$PAGES/letter.tif" -o out --transcription nothing.txt
expect_exit 2
expect_said "nothing.txt"
