# Installs the build into PREFIX, and nowhere else.
set -euo pipefail
rm -rf "${PREFIX:?}"
cmake --install "$BUILD" --prefix "$PREFIX" > /dev/null
for file in bin/folio share/folio/models/manifest.tsv share/man/man1/folio.1.gz share/man/man1/folio-digitize.1.gz \
  share/bash-completion/completions/folio share/zsh/vendor-completions/_folio share/fish/vendor_completions.d/folio.fish \
  include/folio/folio.h share/doc/folio/examples/digitize_page/CMakeLists.txt; do
  [ -s "$PREFIX/$file" ] || { echo "FAILED: $file is not installed"; exit 1; }
done
