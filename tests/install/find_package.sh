# What find_package(folio) says of other versions, and where a library is missing that linking takes.
set -euo pipefail
fail() {
  echo "FAILED: $*"
  exit 1
}
rm -rf "${WORK:?}"
mkdir -p "$WORK/source"
cat > "$WORK/source/CMakeLists.txt" << 'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES CXX)
find_package(folio ${WANTED} REQUIRED)
message(STATUS "models: ${folio_DATA_DIR}")
CMAKE
# find VERSION PREFIX: what CMake says
find_folio() {
  rm -rf "$WORK/build"
  cmake -S "$WORK/source" -B "$WORK/build" -DWANTED="$1" -DCMAKE_PREFIX_PATH="$2" -DCMAKE_CXX_COMPILER="$CXX" > "$WORK/said" 2>&1
}
version=$("$PREFIX/bin/folio" --version | sed 's/folio //')
find_folio "${version%.*}" "$PREFIX" || fail "$(cat "$WORK/said")"
grep -qF "models: $PREFIX/share/folio" "$WORK/said" || fail "$(cat "$WORK/said")"
! find_folio 99.0 "$PREFIX" || fail "version 99.0 is found"
grep -qF "$version" "$WORK/said" || fail "the version that is there is not named"

cp -a "$PREFIX" "$WORK/other"
sed -i 's/exif:libexif-dev/exif:libexif-dev folionone:libfolionone-dev/' "$(find "$WORK/other" -name folio_packages.cmake)"
! find_folio "$version" "$WORK/other" || fail "found without a library"
tr -s ' \n' ' ' < "$WORK/said" | grep -qF "apt-get install libfolionone-dev" || fail "$(cat "$WORK/said")"
