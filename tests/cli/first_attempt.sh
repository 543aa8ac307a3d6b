# Estimates of memory are such that a page gets along with what it was given: none is read twice.
sample=$here/../../scans/mikoyan-telegram
tiffcp -c none "$sample/mikoyan-telegram-l12.tif" color.tif 2> /dev/null || cp "$sample/mikoyan-telegram-l12.tif" color.tif
run -v digitize color.tif "$sample/mikoyan-telegram-l13.tif" "$sample/mikoyan-telegram-l16.tif" "$PAGES"/*.tif -o out --pdf --jobs 2
expect_exit 0
expect_not_said "once more"
run -v digitize color.tif "$PAGES/letter.tif" -o one --jobs 1 --reader tesseract
expect_exit 0
expect_not_said "once more"
