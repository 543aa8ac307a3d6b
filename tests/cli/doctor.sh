# All that is needed is here.
run doctor
expect_exit 0
[ ! -s stderr ] || fail "something on standard error"
for said in "commit" "Tesseract " "OpenCV " "SQLite " "typed-line.onnx" "cores" "memory" "Landlock" "rus "; do
  grep -qF "$said" stdout || fail "nothing of $said"
done
run doctor --json
expect_exit 0
python3 - << 'PYTHON'
import json
found = json.load(open("stdout"))
assert found["state"] != "missing", found
assert {"folio", "libraries", "models", "languages", "machine", "isolation"} < set(found), found.keys()
assert all(check["advice"] for group in found if group != "state" for check in found[group] if check["state"] != "good")
PYTHON

# One byte of a model is another one: told by doctor, and the model is not used.
here=$(dirname "$(sed -n 's/^  folder *\(.*models\)$/\1/p' <("$FOLIO" doctor))")
mkdir data
cp -rL "$here/models" data/models
printf 'x' | dd of=data/models/typed-line.onnx bs=1 seek=1000 conv=notrunc status=none
export FOLIO_DATA=$PWD/data
run doctor
expect_exit 3
grep -q '^! typed-line.onnx .*checksum' stdout || fail "the altered model is not marked"
[ "$(grep -c '^!' stdout)" = 1 ] || fail "something else is marked"
grep -qF "apt-get install --reinstall folio" stdout || fail "no advice"
run digitize "$PAGES/letter.tif" -o out
expect_exit 3
expect_said "typed-line.onnx: the model is damaged"
expect_pages out 0

# No models at all.
mkdir empty
export FOLIO_DATA=$PWD/empty
run doctor
expect_exit 3
grep -q "^! folder .*list of models is missing" stdout || fail "the empty folder is not marked"
grep -qF "FOLIO_DATA" stdout || fail "no advice"
unset FOLIO_DATA

# No languages where Tesseract is told to look.
TESSDATA_PREFIX=$PWD/empty run doctor --json
expect_exit 3
python3 - << 'PYTHON'
import json
languages = {check["name"]: check for check in json.load(open("stdout"))["languages"]}
assert languages["rus"]["state"] == "missing" and "tesseract-ocr-rus" in languages["rus"]["advice"], languages
assert "TESSDATA_PREFIX" in languages["rus"]["advice"] and languages["osd"]["state"] == "limited", languages
PYTHON
run doctor -l rus+tlh
expect_exit 3
grep -qF "apt-get install tesseract-ocr-tlh" stdout || fail "the package is not named"
run doctor -l "rus; ls"
expect_exit 1
