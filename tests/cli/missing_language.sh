run digitize "$PAGES/letter.tif" -o out -l rus+tlh
expect_exit 3
expect_no_output
expect_said "tlh"
expect_said "tesseract-ocr-tlh"
expect_pages out 0
# Debian's names have hyphens where Tesseract's have underscores.
run digitize "$PAGES/letter.tif" -o out -l chi_nope
expect_exit 3
expect_said "tesseract-ocr-chi-nope"
