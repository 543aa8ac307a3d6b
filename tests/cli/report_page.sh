# The report in a browser: figures, plots, switches, filter, and no text that runs as script. Screenshots stay beside it.
chromium=$(command -v chromium) || fail "chromium is not installed: scripts/install-dependencies test"
[ -d "$CONSUMERS/node_modules/puppeteer-core" ] || fail "puppeteer-core is not installed: scripts/install-dependencies test"
browse() { node "$CONSUMERS/report_page.mjs" "$chromium" "$@" > browser.txt 2>&1 || fail "$(cat browser.txt)"; }
"$SAMPLE_REPORT" 12 sample.html
browse sample.html shots
# Many pages open at once: they are drawn when they come in view.
"$SAMPLE_REPORT" 500 many.html
browse many.html many --open-only

# What folio itself makes of drawn pages, their own truth damaged: words missed, misread, and in another layer.
mkdir -p read
python3 - "$PAGES/truth" read <<'PYTHON'
import json, pathlib, sys
for file in pathlib.Path(sys.argv[1]).glob('*.truth.json'):
    print(file.name, sorted(json.loads(file.read_text())))
PYTHON
