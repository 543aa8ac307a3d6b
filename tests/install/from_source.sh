# docs/install.md, From source: its block as it stands, into folders of its own.
set -euo pipefail
fail() {
  echo "FAILED: $*"
  exit 1
}
# A build beside the tests' own: with ccache it is made of what is compiled already.
build=$SOURCE/build/from-source
rm -rf "${WORK:?}" "$build"
mkdir -p "$WORK"
sed -n '/^```sh by=install.from_source$/,/^```$/p' "$SOURCE/docs/install.md" | grep -v '^```' |
  sed -e 's|^scripts/install-dependencies build$|:|' -e "s|build/release|$build|" -e "s|/usr/local|$WORK/prefix|" \
      -e "s|--preset release|--preset release -B $build|" > "$WORK/commands"
[ "$(grep -c '^cmake' "$WORK/commands")" = 3 ] || fail "other commands: $(cat "$WORK/commands")"
cd "$SOURCE"
bash -eu "$WORK/commands" > "$WORK/log" 2>&1 || fail "$(tail -n 30 "$WORK/log")"
[ ! -e "$build/tests" ] || fail "tests were built"
"$WORK/prefix/bin/folio" digitize "$PAGES/letter.tif" -o "$WORK/out" -q
[ -s "$WORK/out/letter.hocr" ] || fail "no page"
rm -rf "$build"
