# The report in a browser: figures, plots, switches, filter, and no text that runs as script. Screenshots stay beside it.
chromium=$(command -v chromium) || fail "chromium is not installed: scripts/install-dependencies test"
[ -d "$CONSUMERS/node_modules/puppeteer-core" ] || fail "puppeteer-core is not installed: scripts/install-dependencies test"
browse() { node "$CONSUMERS/report_page.mjs" "$chromium" "$@" > browser.txt 2>&1 || fail "$(cat browser.txt)"; }
"$SAMPLE_REPORT" 12 sample.html
browse sample.html sample
# Many pages open at once: they are drawn when they come in view.
"$SAMPLE_REPORT" 500 many.html
browse many.html many --open-only

# What folio makes of an evaluation: a page with its scan, and one of which there is none.
mkdir -p truth scans
cp "$PAGES/truth/letter.truth.json" "$PAGES/truth/order.truth.json" truth/
cp "$PAGES/letter.tif" scans/
run digitize "$PAGES/letter.tif" "$PAGES/order.tif" -o out --reader tesseract -l eng
expect_exit 0
run evaluate --truth truth out --report report.html --report-images scans
expect_exit 0
expect_said "order: no picture: no scan of this name"
[ "$(grep -o 'data:image/jpeg' report.html | wc -l)" = 1 ] || fail "not one picture"
run evaluate --truth truth out --report again.html --report-images scans
cmp report.html again.html || fail "the same evaluation gives another report"
browse report.html report --open-only

printf 'II*\0damaged' > scans/order.tif
run evaluate --truth truth out --report report.html --report-images scans
expect_exit 0
expect_said "order.tif"
run evaluate --truth truth out --report report.html --report-images none
expect_exit 2
expect_said "none: is no folder"
run evaluate --truth truth out --report-images scans
expect_exit 1
run evaluate --truth truth out --report scans
expect_exit 5
expect_said "scans"
