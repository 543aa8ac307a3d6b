"""The characters that the net of handwriting tells apart: ё is е, Latin letters that look like Cyrillic ones are these."""
import re
import unicodedata

SMALL = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїє"
SIGNS = "0123456789.,:;!?-()/\"№+=V"  # V, of Roman numerals: I and X are Cyrillic letters here
CHARACTERS = " " + SMALL + SMALL.upper() + SIGNS
CLASSES = {c: i + 1 for i, c in enumerate(CHARACTERS)}
CLASS_COUNT = len(CHARACTERS) + 1
SAME = str.maketrans("ABCEHIKMOPTXaceiopxyёЁ“”„«»–—−\u00ad\u00a0ѣґҐ", "АВСЕНІКМОРТХасеіорхуеЕ\"\"\"\"\"---- егГ")


def fold(text):
    """A text in the characters of the net: single blanks, look-alikes folded, the rest left out."""
    text = unicodedata.normalize("NFC", text).translate(SAME)
    return re.sub(r"\s+", " ", "".join(c for c in text if c in CLASSES or c.isspace())).strip()


def encode(text):
    return [CLASSES[c] for c in text]


def decode(best):
    """Text of the best class of each step (CTC: repeats are one, class 0 is none)."""
    out, last = [], 0
    for k in best:
        if k and k != last:
            out.append(CHARACTERS[k - 1])
        last = k
    return "".join(out)


def comparable(text):
    """For character error rates: without blanks, I, i and 1 one sign."""
    return re.sub("[Іі]", "1", fold(text).replace(" ", ""))
