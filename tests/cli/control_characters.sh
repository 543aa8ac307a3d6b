# A name can hold an escape sequence; the terminal must not get it.
name=$'bad\e[31m\nname.tif'
run digitize "$name" -o out
expect_exit 2
! grep -q $'\e' stderr || fail "an escape character on standard error"
expect_said 'bad\u{1B}[31m\nname.tif'
cp "$PAGES/letter.tif" "$name"
run digitize "$name" -o out
expect_exit 0
! grep -q $'\e' stderr || fail "an escape character on standard error"
find out -print0 | grep -qzP '[\x00-\x1f]' && fail "a control character in the name of a product"
expect_pages out 1
