#!/bin/bash
# usage: check_documents.sh FOLIO BUILD: every command in the documents is there, and every test that is said to run one.
#        check_documents.sh FOLIO BUILD WORK: commands within lines are run, too.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests=$(mktemp)
trap 'rm -f "$tests"' EXIT
ctest --test-dir "$2" -N 2> /dev/null | sed -n 's/^ *Test *#[0-9]*: //p' > "$tests"
mapfile -t documents < <(git ls-files --cached --others --exclude-standard -- 'README*.md' 'docs/*.md' 'scripts/*.md' 'models/*.md' 'scans/*.md' 'ground_truth/*.md')
python3 -B tests/docs/run_document.py check "${documents[@]}" --folio "$1" --tests "$tests"
[ $# -lt 3 ] || python3 -B tests/docs/run_inline.py "${documents[@]}" --folio "$1" --work "$3" \
  --pages "$2/tests/cli/pages" --record tests/data/cli/record.txt
