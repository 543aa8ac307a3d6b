"""usage: text_in_place.py FILE.pdf FILE.hocr ...: how many words of pages a viewer finds where the hOCR has them.

Words of `pdftotext -bbox` against those of the hOCR, all four edges within a tenth of their line's height; a word that
is not found at all is out of place. Of PDFs of the diplomatic reading with insertions in place. Exit code 1 below 99 %."""
import html
import re
import subprocess
import sys

TITLE = re.compile(r'class="(ocr_line|ocrx_word)"[^>]*?title=(["\'])(.*?)\2[^>]*>(?:<del>|<ins>)?([^<]*)')
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def words_of_hocr(file):
    """Text, box and line height of each word, and pixels an inch."""
    text = open(file, encoding='utf-8').read()
    dpi = float(re.search(r'scan_res (\d+)', text).group(1))
    words, height = [], 0
    for kind, _, title, content in TITLE.findall(text):
        box = [int(x) for x in re.search(r'bbox (\d+) (\d+) (\d+) (\d+)', title).groups()]
        if kind == 'ocr_line':
            height = box[3] - box[1]
        elif content.strip():
            words.append((html.unescape(content.strip()), box, height))
    return words, dpi


def words_of_pdf(file, dpi):
    found = subprocess.run(['pdftotext', '-bbox', file, '-'], capture_output=True, text=True, check=True).stdout
    places = {}
    for *box, text in WORD.findall(found):
        places.setdefault(html.unescape(text), []).append([float(x) * dpi / 72 for x in box])
    return places


total = in_place = 0
for pdf, hocr in zip(sys.argv[1::2], sys.argv[2::2]):
    words, dpi = words_of_hocr(hocr)
    places = words_of_pdf(pdf, dpi)
    for i, (text, box, height) in enumerate(words):
        if text not in places and i + 1 < len(words) and words[i + 1][1][0] == box[2]:
            # Punctuation that hangs on a word is found with it.
            words[i + 1] = (text + words[i + 1][0], box[:2] + words[i + 1][1][2:], height)
            continue
        off = [max(abs(a - b) for a, b in zip(place, box)) / height for place in places.get(text, [])]
        total += 1
        if off and min(off) <= 0.1:
            in_place += 1
        else:
            print(f'{pdf}: {text} {box}: off by {min(off):.2f} of the line' if off else f'{pdf}: {text} {box}: not found')
print(f'{in_place} of {total} words in place, {in_place / max(1, total):.2%}')
sys.exit(1 if in_place < 0.99 * total else 0)
