# The installed program, moved to another place, finds its models beside it; the build's and the source's it does not use.
set -euo pipefail
fail() {
  echo "FAILED: $*"
  exit 1
}
moved=$(mktemp -d)
trap 'rm -rf "$moved"' EXIT
cp -a "$PREFIX/bin" "$moved/bin"
mkdir -p "$moved/share"
cp -a "$PREFIX/share/folio" "$moved/share/"
"$moved/bin/folio" doctor > "$moved/found" || fail "folio doctor: $(cat "$moved/found")"
grep -qF "$moved/share/folio/models" "$moved/found" || fail "other models: $(cat "$moved/found")"
"$moved/bin/folio" digitize "$PAGES/letter.tif" -o "$moved/out" -q
[ -s "$moved/out/letter.hocr" ] || fail "no page"
# Nothing of the source tree is known to it.
! grep -qaF "$SOURCE/models" "$moved/bin/folio" || fail "the program names the source tree's models"
