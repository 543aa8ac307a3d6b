# Without a terminal a plain line a page, and the counts at the end; with -q only what went wrong.
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" nothing.tif -o out
expect_exit 20
expect_no_output
[ "$(grep -cE '^[123] of 3: (letter|order): ' stderr)" = 2 ] || fail "not a line a page"
expect_said "2 pages done, 1 failed"
! grep -q $'\r' stderr || fail "a progress bar without a terminal"
run digitize "$PAGES/letter.tif" -o out -q
expect_exit 0
[ ! -s stderr ] || fail "not quiet"
run digitize nothing.tif -o out -q
expect_exit 2
expect_said "nothing.tif"
