# What is done of a folder, from what the pages tell of themselves where no journal is there.
run status out
expect_exit 2
expect_no_output
expect_said "out: no run left anything here"
expect_no_file out
run retry out
expect_exit 2
expect_said "no run is known"
expect_no_file out
page() { # NAME CONFIDENCE DOUBTS
  mkdir -p "out/stages/$1"
  cat > "out/stages/$1/done.json" << JSON
{"format": 1, "stem": "$1", "file": "$1.tif", "page_idx": 0, "page_count": 1, "image_sha256": "", "read_key": "", "products_key": "", "exports_key": "", "folio_key": "",
 "products": [], "lines": 3, "words": 20, "confidence": $2, "doubts": [$3], "seconds": 1, "cpu_seconds": 1, "peak_bytes": 0,
 "corrections": {"kept": 1, "unplaced": 0, "rows": []}}
JSON
}
page good 0.9 ""
page unsure 0.4 ""
page odd 0.8 '"few \u001b lines"'
mkdir out/stages/begun
run status out
expect_exit 0
[ ! -s stderr ] || fail "something on standard error"
diff stdout - << 'TEXT' || fail "not the status"
out: 3 of 3 pages done, 0 failed
corrected by people: 3 words kept, 0 without a place (corrections.tsv)
look at:
  unsure: confidence 0.40
  odd: confidence 0.80; few \u{1B} lines
TEXT
run status out --json
expect_exit 0
python3 -c 'import json, sys; s = json.load(sys.stdin); assert s["done"] == 3 and [p["page"] for p in s["look_at"]] == ["unsure", "odd"]' < stdout
[ "$(find out -newer out/stages/begun -type f | wc -l)" = 0 ] || fail "something was written"
