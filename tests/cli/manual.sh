# Every command has a page, each page tells of every option that --help tells of, and none makes man complain.
export MANROFFOPT= MAN_KEEP_FORMATTING= MANPAGER=cat LC_ALL=C.UTF-8
pages=0
check_command() { # WORD...
  local name page option below
  name=$(IFS=-; echo "folio${*:+-$*}")
  page=$REFERENCE/man1/$name.1
  [ -s "$page" ] || fail "no manual page of folio $*"
  pages=$((pages + 1))
  run "$@" --help
  expect_exit 0
  cp stdout help
  man --warnings -l "$page" > page 2> warnings || fail "man -l $page"
  [ ! -s warnings ] || fail "$page: $(cat warnings)"
  if command -v mandoc > /dev/null; then
    # The date is left out, so that the same source makes the same page.
    mandoc -T lint -W warning "$page" > warnings || [ $? -lt 5 ]  # from 5 on it has not looked at the page
    ! grep -v 'missing date' warnings | grep . || fail "$page: mandoc warns"
  fi
  for option in $(grep -oE '^  (-[a-z],)?--[a-z-]+' help | grep -oE -- '--[a-z-]+'); do
    grep -qF -- "$option" page || fail "$page does not tell of $option"
  done
  for below in $(sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p' help); do
    check_command "$@" "$below"
  done
}
check_command
[ "$pages" -ge 25 ] || fail "$pages pages"
[ "$pages" = "$(find "$REFERENCE/man1" -name '*.1' | wc -l)" ] || fail "pages of commands that are not there"
! grep -rn "$(nproc) *\.$" "$REFERENCE/man1/folio-digitize.1" | grep -i jobs || fail "this machine's cores in the manual"
