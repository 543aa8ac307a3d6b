#!/bin/bash
# usage: draw_pages.sh FOLIO_DRAW FONTS PAGES: draws tests/data/cli/*.json into PAGES, and makes of them what the cases need.
set -euo pipefail
draw=$1 fonts=$2 pages=$3
rm -rf "$pages"
mkdir -p "$pages"
"$draw" "$(dirname "$0")"/../data/cli/*.json --scans "$pages" --truth "$pages/truth" \
  --face "typewriter=$fonts/cmuntt.ttf" --face "hand=$fonts/cmunti.ttf" --face "stamp=$fonts/cmunss.ttf"
# Three pages in one file: text, none, text.
tiffcp -c lzw "$pages/letter.tif" "$pages/blank.tif" "$pages/order.tif" "$pages/three.tif"
