# What people get wrong: files that are not there, outputs over inputs, damaged notation, blank pages.
mkdir truth read
printf 'Мы рекомендуем\n' > truth/p1.txt
printf 'Мы рекомендуем\n' > read/p1.txt
run evaluate --truth nowhere read
expect_exit 2
expect_said 'nowhere: no such file or folder'
run evaluate --truth truth name=nowhere
expect_exit 2
expect_said 'nowhere: no such file or folder'

# Nothing is written over what is evaluated, nor where the next run would take it for a page.
run evaluate --truth truth/p1.txt read/p1.txt --json truth/../truth/p1.txt
expect_exit 1
expect_said 'lies among the files that are evaluated'
grep -q рекомендуем truth/p1.txt || fail "the truth is gone"
run evaluate --truth truth read --report read/report.html
expect_exit 1
expect_no_file read/report.html
run evaluate --truth truth read --json same.txt --csv ./same.txt
expect_exit 1
expect_said 'two files at once'
run evaluate --truth truth read --json read/figures.json --csv truth/figures.csv --report report.html
expect_exit 0
run evaluate --truth truth read --json read/figures.json --csv truth/figures.csv --report report.html
expect_exit 0

# Faults of the notation are said, with their places, and stand in the report.
printf 'Мы ⟦h:рекомендуем\n' > marked.txt
run evaluate --truth marked.txt read/p1.txt --report report.html
expect_exit 0
expect_said 'folio: marked.txt:1:4: '
grep -q 'marked.txt:1:4: ' report.html || fail "the report does not say what is wrong with the transcription"

# Blank pages.
: > blank.txt
run evaluate --truth blank.txt blank.txt
expect_exit 2
expect_said 'truth and hypothesis are empty'
run evaluate --truth blank.txt blank.txt --profile dinglehopper --fail-if 'dinglehopper-cer>0'
expect_exit 0
run evaluate --truth blank.txt read/p1.txt --profile all --json figures.json --csv figures.csv --report report.html
expect_exit 0
grep -q '"value": null' figures.json || fail "an infinite rate is null in JSON"
grep -q '^read,all,dinglehopper-cer,inf,' figures.csv || fail "an infinite rate is inf in CSV"
grep -q '∞' report.html || fail "an infinite rate is ∞ in the report"
run evaluate --truth truth read --fail-if 'isri-word-accuracy<1'
expect_exit 1
expect_said 'ask for it with --profile isri'
