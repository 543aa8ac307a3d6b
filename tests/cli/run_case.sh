# usage: run_case.sh NAME: runs NAME.sh in a folder of its own, with the helpers below.
# From ctest: FOLIO the program, PAGES the drawn pages, FONTS Debian's fonts-cmu, WORK where the folders are made.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
rm -rf "${WORK:?}/$1"
mkdir -p "$WORK/$1"
cd "$WORK/$1"

fail() {
  echo "FAILED: $*"
  for file in stdout stderr; do
    [ ! -s "$file" ] || { echo "--- $file"; cat -v "$file"; }
  done
  exit 1
}
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR

# run ARGUMENT...: folio; its exit code in $code, its output in the files stdout and stderr.
run() {
  code=0
  "$FOLIO" "$@" > stdout 2> stderr < /dev/null || code=$?
}
expect_exit() { [ "$code" = "$1" ] || fail "exit $code, not $1"; }
expect_said() { grep -qF -- "$1" stderr || fail "standard error does not say: $1"; }
expect_not_said() { ! grep -qF -- "$1" stderr || fail "standard error says: $1"; }
expect_no_output() { [ ! -s stdout ] || fail "something on standard output"; }
expect_no_file() { [ ! -e "$1" ] || fail "$1 is there"; }
expect_file() { [ -s "$1" ] || fail "$1 is missing or empty"; }
# expect_products OUT STEM...: all that each page must have, nothing empty but the texts of a page without any.
expect_products() {
  local out=$1 stem
  shift
  for stem in "$@"; do
    expect_file "$out/$stem.hocr"
    expect_file "$out/$stem.layers.png"
    for reading in typed amended diplomatic; do
      [ -f "$out/$stem.$reading.txt" ] || fail "$out/$stem.$reading.txt is missing"
    done
    xmllint --noout --nonet "$out/$stem.hocr" || fail "$out/$stem.hocr is not well-formed"
  done
}
# Nothing is left over from writing beside.
expect_nothing_half_written() {
  local left
  left=$(find "$1" \( -name '*.part*' -o -name '.*' -type f \) -print)
  [ -z "$left" ] || fail "left behind: $left"
}
# expect_pages OUT COUNT
expect_pages() {
  local count
  count=$(find "$1" -maxdepth 1 -name '*.hocr' | wc -l)
  [ "$count" = "$2" ] || fail "$count pages in $1, not $2"
}
# expect_same_products A B: the same files with the same bytes; what stages leave for each other aside.
# With what stages leave for each other, but what tells of a run: times, who works here.
expect_same_pages() {
  diff -r --exclude=done.json --exclude=outcome.json --exclude='journal.sqlite*' --exclude=lock "$1" "$2" || fail "$1 and $2 differ"
}
expect_same_products() { diff -r --exclude=stages --exclude=debug "$1" "$2" || fail "$1 and $2 differ"; }

. "$here/$1.sh"
