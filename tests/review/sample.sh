# The sample folio: reviewed in the browser, the patch applied, digitized again with other options; what the person did
# is still there.
digitize() { run 0 digitize "$SOURCE/scans/mikoyan-telegram" -o out -l rus --transcription "$SOURCE/ground_truth/mikoyan-telegram.txt" \
  --translation "$SOURCE/ground_truth/mikoyan-telegram.en.txt" -q "$@"; }
digitize
run 0 review out -o review.html
browse sample.mjs review.html patch.json work.json
grep -q '"format": "folio-review-patch"' patch.json || fail "no patch"
run 0 apply out patch.json
expect_said "do not fit"
cp said first.txt
run 0 apply out patch.json
expect_said "0 edits taken in"
check_words() { node "$here/check_words.mjs" work.json out || fail "$1"; }
check_words "after folio apply"
# As reading changes: every page is read anew, and the transcription put to it again.
digitize --second-reader never --no-language-model
check_words "digitized again"
expect_no_copy() { ! ls out/*.bak 2> /dev/null || fail "folio took its own text for a stranger's"; }
expect_no_copy
run 0 apply out patch.json
run 0 review out -o again.html
browse again.mjs again.html work.json
# What somebody else has changed since is a conflict.
sed 's/"before": "[^"]*"/"before": "иначе"/; s/"how": "[^"]*"/"how": "type"/' patch.json > stale.json
sed -i 's/"after": "[^"]*"/"after": "ещё иначе"/' stale.json
run 20 apply out stale.json
expect_said "does not fit: "
