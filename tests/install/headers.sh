# Each installed header compiles alone, with the installation's include path and no other, and draws in no other library.
set -euo pipefail
mkdir -p "$WORK"
find "$PREFIX/include/folio" -name '*.h' | while read -r header; do
  printf '#include <%s>\nint main() { return 0; }\n' "${header#"$PREFIX/include/"}" > "$WORK/alone.cc"
  "$CXX" -std=c++20 -Wall -Wextra -Werror -I "$PREFIX/include" -fsyntax-only "$WORK/alone.cc" ||
    { echo "FAILED: $header"; exit 1; }
  "$CXX" -std=c++20 -I "$PREFIX/include" -M "$WORK/alone.cc" > "$WORK/drawn_in"
  if grep -iE 'opencv|leptonica|tesseract|tiff|qpdf|spdlog|nlohmann' "$WORK/drawn_in"; then
    echo "FAILED: $header includes another library"
    exit 1
  fi
  echo "${header#"$PREFIX/include/"}: alone, standard library only"
done
