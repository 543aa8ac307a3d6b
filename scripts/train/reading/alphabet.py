"""The characters that the net tells apart. Letters of two scripts that look the same are one class, the Cyrillic one:
which is meant is told from the word, not from the ink (pipeline/recognize/look_alikes.cc)."""
import re
import unicodedata

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
CYRILLIC = RUSSIAN + "ёіїєґў"
LATIN = "DFGJLNQRSUVWYZbdfghjklmnqrstuvwz"  # without what a Cyrillic letter looks like
SIGNS = "0123456789.,:;!?-—()[]/%+=*\"«»'№§_&°<>"
CHARACTERS = " " + CYRILLIC + CYRILLIC.upper() + SIGNS + LATIN
CLASSES = {c: i + 1 for i, c in enumerate(CHARACTERS)}
CLASS_COUNT = len(CHARACTERS) + 1
LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху")
SAME_SIGNS = str.maketrans("“”„‘’`´–−\u00ad\u00a0", "\"\"\"''''--- ")


def fold(text):
    """A text in the characters of the net: single blanks, look-alikes folded, the rest left out."""
    text = unicodedata.normalize("NFC", text).translate(SAME_SIGNS).translate(LOOK_ALIKES)
    text = re.sub(r"\s+", " ", text)
    return "".join(c for c in text if c in CLASSES)


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
    """For character error rates: as shared measures do, without blanks, ё and quotes folded, I, l and 1 one sign."""
    text = fold(text).replace("ё", "е").replace("Ё", "Е").replace(" ", "")
    text = re.sub("[Іlі]", "1", text).replace("—", "-")
    return re.sub('[«»]', '"', text).replace("''", '"')
