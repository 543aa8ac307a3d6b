printf 'Мы рекомендуем\n~~исправить~~ ^{забыть} ошибки.\n' > letter.txt
printf 'Мы рекомендуем\nисправитъ ошибки.\n' > reading.txt
run evaluate --truth letter.txt reading.txt --json figures.json
expect_exit 0
grep -qE '^cer +0\.0312 +32 +characters$' stdout || fail "no character error rate of 1 in 32"
grep -qE '^wer +0\.2500 +4 +words$' stdout || fail "no word error rate of 1 in 4"
grep -q 'normalizations: none' stdout || fail "does not say what it forgave"
grep -q '"substitutions": 1' figures.json || fail "no edits in the JSON file"
run evaluate --truth letter.txt reading.txt --normalize yo,spaces
expect_exit 0
grep -q 'normalizations: spaces, yo' stdout || fail "does not say what it forgave"

# A truth compared with itself is right; pages come out of folders by their names.
mkdir -p other
cp "$PAGES/truth/letter.layers.png" other/
run evaluate --truth "$PAGES/truth" other
expect_exit 0
grep -qE '^typed.iou +1\.0000 ' stdout || fail "no full overlap"
expect_said "order: no hypothesis of this name; left out"

# What a word list is for: the words that are not where they should be.
printf '<html><body><div class="ocr_page" title="bbox 0 0 9 9"></div></body></html>' > other/letter.hocr
run evaluate --truth "$PAGES/truth" other --words
expect_exit 0
grep -q "no word there" stdout || fail "no missed words"

run evaluate --truth letter.txt reading.txt --normalize nfkc
expect_exit 1
expect_said '"nfkc" is no normalization'
run evaluate --truth none.txt reading.txt
expect_exit 2
expect_said "none.txt"
run evaluate --truth letter.txt "$PAGES/letter.tif"
expect_exit 2
expect_said "is nothing that can be compared"
run evaluate --truth letter.txt "$PAGES/truth/letter.layers.png"
expect_exit 2
expect_said "nothing in common"
expect_no_output
mkdir taken
run evaluate --truth letter.txt reading.txt --json taken
expect_exit 5
expect_said "taken"

# ALTO and PAGE of any program, as truth and as hypothesis, told apart by what is in them.
mkdir -p other_programs both
printf '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page ID="p" PHYSICAL_IMG_NR="1" WIDTH="99" HEIGHT="99"><PrintSpace><TextBlock ID="b"><TextLine><String CONTENT="Мы" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"/><String CONTENT="рекомендуем" HPOS="20" VPOS="1" WIDTH="60" HEIGHT="9"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>' > other_programs/letter.xml
printf '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageFilename="a" imageWidth="99" imageHeight="99"><TextRegion id="r"><Coords points="1,1 9,9"/><TextLine id="l"><Coords points="1,1 80,1 80,9 1,9"/><TextEquiv><Unicode>Мы рекомендуем</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>' > both/letter.xml
run evaluate --truth both/letter.xml other_programs/letter.xml
expect_exit 0
grep -qE '^cer +0\.0000 +14 +characters$' stdout || fail "PAGE and ALTO of the same text differ"
grep -qE '^placed +1\.0000 +2 +words$' stdout || fail "words of PAGE and ALTO do not meet"
printf 'Мы рекомендуем\n' > both/letter.txt
run evaluate --truth both/letter.txt other_programs
expect_exit 0
grep -qE '^wer +0\.0000 +2 +words$' stdout || fail "a text against ALTO"
printf '<!DOCTYPE alto [<!ENTITY a "b">]>\n<alto/>' > other_programs/letter.xml
run evaluate --truth both/letter.xml other_programs/letter.xml
expect_exit 2
expect_said "letter.xml: has a document type in line 1"
printf '<alto>\n<Layout>\n</alto>' > other_programs/letter.xml
run evaluate --truth both/letter.xml other_programs/letter.xml
expect_exit 2
expect_said "not well-formed XML in line 3"
printf '<svg/>' > other_programs/letter.xml
run evaluate --truth both/letter.xml other_programs/letter.xml
expect_exit 2
expect_said "neither hOCR, ALTO nor PAGE"
