# 500 leaves of A4 and 300 dpi: opened within two seconds, under 500 MB however many are looked at. LEAF: OUT/STEM of
# another page to repeat.
leaves=${LEAVES:-500}
from=${LEAF:-}
if [ -z "$from" ]; then
  run 0 digitize "$SOURCE/scans/mikoyan-telegram/mikoyan-telegram-l12.tif" -o one -q
  from=one/mikoyan-telegram-l12
fi
one=$(dirname "$from") stem=$(basename "$from")
mkdir -p out/stages
list=
for ((i = 1; i <= leaves; ++i)); do
  name=$(printf 'leaf-%04d' "$i")
  mkdir "out/stages/$name"
  for file in "$one/stages/$stem"/*; do
    case $file in
      *.json) sed "s/\"stem\": *\"$stem\"/\"stem\": \"$name\"/" "$file" > "out/stages/$name/$(basename "$file")" ;;
      *) ln "$file" "out/stages/$name/" ;;
    esac
  done
  list+="${list:+,}\"$name\""
done
node -e '
  const fs = require("fs");
  const [from, to, stems] = process.argv.slice(1);
  const contents = JSON.parse(fs.readFileSync(from, "utf8"));
  contents.pages = JSON.parse(stems);
  fs.writeFileSync(to, JSON.stringify(contents));
' "$one/stages/folio.json" out/stages/folio.json "[$list]"
run 0 review out -o review.html
expect_said "needs the folder"
[ "$(find review.leaves -name '*.js' | wc -l)" = "$leaves" ] || fail "not as many files as leaves"
browse long_volume.mjs review.html "$leaves"
