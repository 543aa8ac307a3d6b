# usage: run_case.sh NAME: runs NAME.sh in a folder of its own. From ctest: FOLIO the program, PAGES the drawn pages of
# tests/cli, SOURCE the repository, WORK where the folders are made.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
rm -rf "${WORK:?}/$1"
mkdir -p "$WORK/$1"
cd "$WORK/$1"

fail() { echo "FAILED: $*"; exit 1; }
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR
chromium=$(command -v chromium) || fail "chromium is not installed: scripts/install-dependencies test"
[ -d "$here/node_modules/playwright-core" ] || fail "playwright-core is not installed: scripts/install-dependencies test"
# browse SCRIPT ARGUMENT...: drives the page; screenshots go into shots/.
browse() { local script=$1; shift; mkdir -p shots; node "$here/$script" "$chromium" "$@" || fail "$script"; }
# run EXPECTED_EXIT ARGUMENT...: folio; what it says is in the file said.
run() {
  local expected=$1 code=0
  shift
  "$FOLIO" "$@" > said 2>&1 < /dev/null || code=$?
  [ "$code" = "$expected" ] || { cat said; fail "folio $1: exit $code, not $expected"; }
}
expect_said() { grep -qF -- "$1" said || { cat said; fail "it is not said: $1"; }; }

. "$here/$1.sh"
