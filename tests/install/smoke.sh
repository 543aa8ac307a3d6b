# usage: smoke.sh program|library: what an installed Debian package must do. Run by scripts/package-smoke within the clean
# system, where leaf.tif is the first leaf of the sample.
set -euo pipefail
cd /root
fail() {
  echo "FAILED: $*"
  exit 1
}
passed() { echo "  passed: $*"; }

try_program() {
  folio --version
  folio doctor > doctor.txt || { cat doctor.txt; fail "folio doctor: exit $?"; }
  grep -q 'All' doctor.txt || fail "no verdict of folio doctor"
  passed "folio doctor: $(tail -n 1 doctor.txt)"

  folio digitize leaf.tif -o out -l rus --pdf --formats alto,page,tei -q
  for product in hocr typed.txt amended.txt diplomatic.txt layers.png pdf alto.xml page.xml tei.xml; do
    [ -s "out/leaf.$product" ] || fail "out/leaf.$product is missing or empty"
  done
  grep -q 'data-layer="hand"' out/leaf.hocr || fail "no handwriting in the hOCR"
  # Words of the record, as drawn on the leaf.
  grep -q 'Пхеньян' out/leaf.typed.txt || { cat out/leaf.typed.txt; fail "the leaf was not read"; }
  passed "folio digitize: $(wc -l < out/leaf.typed.txt) lines, all products"

  # Without its models it says so, and what to do.
  mv /usr/share/folio/models/manifest.tsv kept.tsv
  code=0
  folio doctor > doctor.txt || code=$?
  mv kept.tsv /usr/share/folio/models/manifest.tsv
  [ "$code" = 3 ] || fail "exit $code of folio doctor without models"
  grep -q 'apt-get install --reinstall folio\|Debian package folio' doctor.txt || fail "no advice"
  passed "folio doctor without models: exit 3, with advice"

  for page in folio folio-digitize folio-hocr-check folio-doctor; do
    [ -s "/usr/share/man/man1/$page.1.gz" ] || [ -s "/usr/share/man/man1/$page.1" ] || fail "no manual page of $page"
  done
  # shellcheck disable=SC1091
  . /usr/share/bash-completion/completions/folio
  COMP_WORDS=(folio dig) COMP_CWORD=1
  _folio
  [ "${COMPREPLY[*]}" = digitize ] || fail "completion of dig: ${COMPREPLY[*]}"
  passed "manual pages, completions"
}

try_library() {
  man --warnings -P cat folio-digitize 2> warnings > page.txt || fail "man: $(cat warnings)"
  grep -q -- --page-time-limit page.txt || fail "man folio-digitize does not tell of --page-time-limit"
  [ ! -s warnings ] || fail "man warns: $(cat warnings)"
  passed "man folio-digitize"
  cmake -S /usr/share/doc/folio/examples/digitize_page -B example > cmake.log || { cat cmake.log; fail "find_package(folio)"; }
  cmake --build example > build.log 2>&1 || { cat build.log; fail "the example does not build"; }
  example/digitize_page leaf.tif example.hocr > layers.txt
  grep -q '^hand, ' layers.txt || fail "the example finds no handwriting"
  folio digitize leaf.tif -o alone -q --no-adaptation
  cmp example.hocr alone/leaf.hocr || fail "library and program write different hOCR"
  passed "the example: $(grep -c '^typed' layers.txt) typed lines, the hOCR of folio digitize"
}

"try_$1"
