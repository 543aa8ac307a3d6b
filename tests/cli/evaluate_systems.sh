# Several programs' runs on the same pages: side by side, with intervals and a word on the difference.
mkdir truth good bad
for k in $(seq 10 22); do
  printf 'Мы рекомендуем исправить ошибки на листе %s.\n' "$k" > "truth/f-$k.txt"
  printf 'Мы рекомендуем исправить ошибки на листе %s.\n' "$k" > "good/f-$k.txt"
  printf 'Мы рокоменлуем испровить ошибки на писте %s%s.\n' "$k" "$(head -c $((k % 4)) /dev/zero | tr '\0' x)" > "bad/f-$k.txt"
done
sed -i 's/рекомендуем/рекомендует/' good/f-1[0-3].txt
run evaluate --truth truth good bad --json figures.json --csv figures.csv
expect_exit 0
grep -qE '^figure +good +90 % +bad +90 %$' stdout || fail "systems are not side by side"
grep -qE '^cer +0\.0[0-9]+ +[0-9.]+\.\.[0-9.]+ +0\.1[0-9]+ +[0-9.]+\.\.[0-9.]+$' stdout || fail "no intervals"
grep -qE '^bad +cer +\+0\.[0-9]+ +0\.[0-9.]+ +worse$' stdout || fail "bad is not called worse"
grep -q '^intervals: 90 %, over 13 pages$' stdout || fail "does not say over what"
[ "$(head -1 figures.csv)" = "system,page,figure,value,low,high,count,unit" ] || fail "heading of the CSV file"
grep -qE '^good,f-10,cer,[0-9.]+,,,[0-9]+,characters$' figures.csv || fail "no page in the CSV file"
grep -qE '^bad,all,cer,[0-9.]+,[0-9.]+,[0-9.]+,[0-9]+,characters$' figures.csv || fail "no interval in the CSV file"
grep -q '"verdict": "worse"' figures.json || fail "no verdict in the JSON file"
cp figures.json first.json
run evaluate --truth truth good bad --json figures.json
cmp figures.json first.json || fail "another run has other figures"

# Folios are the blocks: all pages are of one.
run evaluate --truth truth good bad --block folio
expect_exit 0
grep -qE '^bad +cer +\+0\.[0-9]+ +too few pages to tell$' stdout || fail "one folio tells too much"
grep -q 'too few folios to tell (1 of at least 10)' stdout || fail "does not say how many folios there are"

# Only pages that all have count, and names are free.
rm bad/f-10.txt
run evaluate --truth truth "ours=good" "theirs=bad" --interval 50
expect_exit 0
expect_said "theirs: f-10: no hypothesis of this name; left out"
grep -qE '^figure +ours +50 % +theirs +50 %$' stdout || fail "systems have other names"
grep -q '^intervals: 50 %, over 12 pages$' stdout || fail "the page that one lacks counts"

# Parts of one run go together by their name; without it they have no page in common.
mkdir part
mv bad/f-11.txt part/
run evaluate --truth truth theirs=bad theirs=part
expect_exit 0
grep -q '^f-11 ' stdout || fail "the other part is missing"
run evaluate --truth truth part bad
expect_exit 2
expect_said "there is no page that all systems have"

# Two files of one page are two systems.
run evaluate --truth truth/f-12.txt good/f-12.txt bad/f-12.txt
expect_exit 0
grep -qE '^figure +good +bad$' stdout || fail "two files of a page are not two systems"
grep -qE '^bad +wer .* too few pages to tell$' stdout || fail "one page tells too much"

run evaluate --truth truth =good
expect_exit 1
expect_said "is no NAME=PATH"
run evaluate --truth truth good --interval 100
expect_exit 1
run evaluate --truth truth good --csv good
expect_exit 5
