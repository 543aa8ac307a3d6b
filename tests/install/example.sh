# examples/digitize_page, outside of the tree and against the installation: it builds, says what is on each layer, and writes
# the hOCR that folio digitize writes.
set -euo pipefail
fail() {
  echo "FAILED: $*"
  exit 1
}
rm -rf "${WORK:?}"
mkdir -p "$WORK"
cp -r "$PREFIX/share/doc/folio/examples/digitize_page" "$WORK/source"
cmake -S "$WORK/source" -B "$WORK/build" -DCMAKE_PREFIX_PATH="$PREFIX" -DCMAKE_CXX_COMPILER="$CXX" \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror" > "$WORK/cmake.log" 2>&1 || fail "$(cat "$WORK/cmake.log")"
cmake --build "$WORK/build" > "$WORK/build.log" 2>&1 || fail "$(cat "$WORK/build.log")"
export FOLIO_DATA=$PREFIX/share/folio
cp "$SOURCE/scans/mikoyan-telegram/mikoyan-telegram-l12.tif" "$WORK/leaf.tif"  # drawn, with all that it knows
cd "$WORK"
"$WORK/build/digitize_page" leaf.tif "$WORK/leaf.hocr" > "$WORK/said"
head -n 20 "$WORK/said"
grep -q '^typed, body: ' "$WORK/said" || fail "no typed line"
grep -qE '^hand, ' "$WORK/said" || fail "no handwriting"
for layer in typed handwritten strike; do
  grep -qE "^  $layer: [1-9]" "$WORK/said" || fail "no pixels: $layer"
done
"$PREFIX/bin/folio" digitize leaf.tif -o "$WORK/out" -q --no-adaptation
cmp "$WORK/leaf.hocr" "$WORK/out/leaf.hocr" || fail "library and program write different hOCR"
# What fails is told, not crashed on.
code=0
"$WORK/build/digitize_page" none.tif "$WORK/none.hocr" 2> "$WORK/said" || code=$?
[ "$code" = 2 ] && grep -q none.tif "$WORK/said" || fail "exit $code for a missing file: $(cat "$WORK/said")"
code=0
FOLIO_DATA=$WORK "$WORK/build/digitize_page" leaf.tif "$WORK/none.hocr" 2> "$WORK/said" || code=$?
[ "$code" = 3 ] && grep -q FOLIO_DATA "$WORK/said" || fail "exit $code without models: $(cat "$WORK/said")"
