# --fail-if: 21 and the reason when a figure falls short.
printf 'Мы рекомендуем\nисправить ошибки.\n' > letter.txt
printf 'Мы рекомендуем\nисправитъ ошибки.\n' > reading.txt
run evaluate --truth letter.txt reading.txt --fail-if 'typed.cer>0.04' --fail-if 'wer >= 0.3'
expect_exit 0
run evaluate --truth letter.txt reading.txt --fail-if 'typed.cer>0.03' --json figures.json
expect_exit 21
expect_said 'typed.cer>0.03: cer is 0.03125'
grep -qE '^cer +0\.0312 ' stdout || fail "a gate that fails keeps the figures"
expect_file figures.json
run evaluate --truth letter.txt reading.txt --fail-if 'cer<=0.04' --fail-if 'wer>0.2'
expect_exit 21
expect_said 'cer<=0.04: cer is'
expect_said 'wer>0.2: wer is 0.25'
run evaluate --truth letter.txt reading.txt --fail-if 'hand.recall<0.9'
expect_exit 21
expect_said 'hand.recall was not measured'

run evaluate --truth letter.txt reading.txt --fail-if 'hnd.cer>0.3'
expect_exit 1
expect_said '"hnd.cer" is no figure; did you mean hand.cer'
expect_no_output
run evaluate --truth letter.txt reading.txt --fail-if 'cer'
expect_exit 1
expect_said 'has no sign'
run evaluate --truth letter.txt reading.txt --fail-if 'cer>3%'
expect_exit 1
expect_said '"3%" is no number'
