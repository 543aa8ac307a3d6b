# The text of the sample folio as a whole, its slips in their places, and an editor's notes to it.
sample=$here/../../scans/mikoyan-telegram
record=$here/../../ground_truth/mikoyan-telegram.txt
run digitize "$sample" -o out --transcription "$record" --apparatus -q
expect_exit 0
amended=out/folio/amended.txt
grep -qF "посоветовали называть пленум ЦК" $amended || fail "the strike or the insertion is not done: $(cat $amended)"
! grep -qF "создать" $amended || fail "a struck word is in the amended text"
grep -qF "кандидаты. В нашем выступлении мы дали критику" $amended || fail "slip 2 is not where it is called for"
[ "$(grep -cF "В нашем выступлении" $amended)" = 1 ] || fail "slip 2 stands twice"
! grep -q "Вставка" $amended || fail "a heading or a call of a slip is left"
sed '/^Мы решили в первую очередь/,$d' $amended | tail -n 2 | grep -q "посоветовали называть пленум ЦК,$" ||
  fail "slip 1 is not at the end of page 1"
grep -qF "что заседание президиума состоится" $amended || fail "a paragraph ends with its page"
[ "$(grep -c "^⟦pb:mikoyan-telegram-l1[2-6]⟧$" out/folio/diplomatic.txt)" = 5 ] || fail "pages are missing"
cat out/*-l1[2-6].typed.txt | grep -v '^$' | cmp -s - <(grep -v '^$' out/folio/typed.txt) || fail "typed is not the pages' text"
grep -q "вместо зачеркнутого «создать»" out/folio/apparatus.txt || fail "$(cat out/folio/apparatus.txt)"
grep -q "Далее зачеркнуто: «если мы не будем мешать, то»" out/folio/apparatus.txt || fail "a strike is not told"
grep -q "«Вставка №2 к стр. 3,»; место указано в тексте: «Вставка 2»" out/folio/apparatus.txt || fail "no slip"

# Later it comes out the same; what is not asked for anew goes.
cp $amended by_digitize.txt
run reconcile out --transcription "$record" -q
expect_exit 0
cmp -s $amended by_digitize.txt || fail "digitize and reconcile differ"
expect_no_file out/folio/apparatus.txt

# What a person corrects in a page is in the folio's text too.
sed -i 's/>откровеннее</>откровенней</' out/mikoyan-telegram-l12.hocr
run reconcile out --transcription "$record" --apparatus -q
expect_exit 0
grep -qF "чтобы откровенней поговорить" $amended || fail "a person's correction is not in the folio's text"

# A transcription of another text gives none.
printf 'Совсем другой текст о погоде и урожае в северных районах нашей области.\n' > other.txt
run reconcile out --transcription other.txt -q
expect_exit 21
expect_no_file $amended
