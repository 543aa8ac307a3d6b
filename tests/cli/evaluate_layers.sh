# A truth with marks: each layer has figures of its own, struck words are scored as found and as read.
printf 'Мы ⟦del:не⟧ ⟦ins:⟦h:все⟧⟧ рекомендуем исправить ошибки.\n\n⟦h:согласен⟧ ⟦h-signature⟧ ⟦h-rot90:в дело⟧\n\n⟦s:Архив⟧ ⟦p:Бланк⟧ ⟦pencil:прим⟧\n' > letter.txt
word() { printf '<span class="ocrx_word" id="%s" title="bbox %s %s %s %s; x_wconf %s"%s>%s</span> ' "$1" "$2" "$3" $(($2 + 80)) $(($3 + 20)) "$4" "$6" "$5"; }
{
  printf '<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 900 900">'
  printf '<span class="ocr_line" data-layer="typed" title="bbox 0 0 600 20">'
  word w1 0 0 90 'Мы' ''
  word w2 100 0 80 'на' ' data-status="struck"'
  word w3 200 0 90 'рекомендуем' ''
  word w4 300 0 30 'исправитъ' ''
  word w5 400 0 90 'ошибки.' ''
  printf '</span><span class="ocr_line" data-layer="hand" data-role="insertion" title="bbox 100 30 180 50">'
  word w6 100 30 50 'все' ' data-status="inserted" data-after="w1"'
  printf '</span><span class="ocr_line" data-layer="hand" title="bbox 0 100 180 120">'
  word w7 0 100 50 'согласен' ''
  printf '</span></div></body></html>'
} > letter.hocr
run evaluate --truth letter.txt letter.hocr
expect_exit 0
# figure, value, counted
expect_figure() { grep -qE "^$1 +$2 +$3 " stdout || fail "no $1 of $2 in $3"; }
expect_figure struck.recall 1.0000 1
expect_figure struck.read 0.0000 1
expect_figure struck.cer 0.5000 2
expect_figure inserted.place 1.0000 1
expect_figure inserted.cer 0.0000 3
expect_figure hand.recall 0.4000 5
expect_figure hand.precision 1.0000 2
expect_figure stamp.recall 0.0000 1
expect_figure print.cer 1.0000 5
expect_figure confidence.brier '0\.[0-9]+' '[0-9]+'
grep -q 'intervals' stdout && fail "a single page speaks of intervals"
run evaluate --truth letter.txt letter.hocr --words
expect_exit 0
grep -qE $'^letter\t.*\ttyped\tstruck\tне\tread otherwise\tна$' stdout || fail "the misread struck word is not listed"

# The same words in a text without marks tell of typing only.
printf 'Мы не рекомендуем исправить ошибки.\n' > reading.txt
run evaluate --truth letter.txt reading.txt
expect_exit 0
expect_figure typed.f1 1.0000 10
grep -q '^hand' stdout && fail "a text without marks knows of handwriting"

# Pages with other names are found by what is on them.
mkdir truth scans
cp letter.txt truth/leaf1.txt
printf 'В начале работы ассемблера два раза печатаются две строки нулей.\n' > truth/leaf2.txt
printf 'Мы не рекомендуем исправитъ ошибки.\n' > scans/IMG_7.txt
printf 'В началс работы асемблера два раза печатаются две строки нулей.\n' > scans/IMG_3.txt
run evaluate --truth truth scans
expect_exit 0
expect_said 'IMG_7: taken for "leaf1" by its content'
expect_said 'IMG_3: taken for "leaf2" by its content'
grep -qE '^leaf1 +0\.0' stdout || fail "leaf1 was not compared"
run evaluate --truth truth scans --match stem
expect_exit 2
expect_said "no page in common"
expect_said "leaf1: no hypothesis of this name; left out"
