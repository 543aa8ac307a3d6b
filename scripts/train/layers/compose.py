"""Composes training patches: typed text, real or drawn, with handwriting, strikes and stamps laid over it.

A patch is PATCH x PATCH at the net's scale (a small letter is 9 pixels high): uint8 darkness and a uint8 mask, bit i = ink
of layer i (ink_sources.LAYERS). Composed at twice that scale, so that 1-bit scans and worn edges come out as they are."""
import string

import cv2
import numpy as np

import ink_sources as sources
from ink_sources import BIT, IGNORE, RULE, WORK_LETTER

PATCH = 256
SIZE = 2 * PATCH
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
ALPHABET = RUSSIAN + RUSSIAN.upper() + string.ascii_letters + string.digits + ".,:;-()/\"'?!№%+=«»éèàçäöüß"
SIGNS = "αβγδλμπσφωΣ∫√∞≤≥±→←↑∈∪∩⊃⊂∧∨¬≡{}[]()<>=+*/|"


class Materials:
    """All that patches are made of, of one half: for training, or held back."""

    def __init__(self, train, prepared, labels, npm, held_back):
        pages = sources.labelled_pages(prepared, labels)
        self.pages = [p for p in pages if (p.name in sources.HELD_BACK_PAGES) == held_back]
        self.lines, self.words, self.letters = sources.real_hands(train, held_back)
        typed = [p for p in self.pages if (p.mask & BIT["typed"]).any()]  # a handwritten page gives lines, not words
        self.written_in = [hand for page in typed for hand in sources.hands_on(page)]
        hand_share = np.array([1 + 60 * ((p.mask & BIT["hand"]) > 0).mean() * (p in typed) / max(0.01, (p.mask > 0).mean())
                               for p in self.pages])
        self.page_chances = hand_share / hand_share.sum()  # pages with handwriting between their typing come more often
        share = "/usr/share/fonts"
        self.mono = sources.faces([f"{share}/truetype/cmu/cmun[tb]t*.ttf", f"{share}/truetype/gnutypewriter/*.ttf",
                                   f"{share}/opentype/courier-prime/Courier Prime.otf", f"{share}/opentype/courier-prime/Courier Prime Bold.otf",
                                   f"{share}/opentype/urw-base35/NimbusMonoPS-*.otf", f"{share}/truetype/freefont/FreeMono*.ttf",
                                   f"{share}/truetype/liberation*/LiberationMono-*.ttf", f"{share}/truetype/paratype/PTM*.ttf",
                                   f"{npm}/special-elite/files/*latin-400*.woff", f"{npm}/cutive-mono/files/*latin-400*.woff"], held_back)
        self.hand_faces = sources.faces([f"{npm}/{n}/files/*-400-normal.woff" for n in
                                         ("marck-script", "bad-script", "caveat", "neucha", "pangolin", "shantell-sans", "comforter",
                                          "great-vibes", "cedarville-cursive", "homemade-apple", "reenie-beanie",
                                          "nothing-you-could-do", "la-belle-aurore", "mrs-saint-delafield")] +
                                        [f"{train}/fonts-cyr-handwriting-open/*.ttf", f"{share}/truetype/fifthhorseman/dkg*.ttf",
                                         f"{share}/truetype/breip/Breip.ttf", f"{share}/truetype/femkeklaver/*.ttf",
                                         f"{share}/opentype/bwht/*Regular.otf", f"{share}/opentype/joscelyn/*.otf"], held_back)
        self.hand_faces = [f for f in self.hand_faces if "-ext-" not in f and "vietnamese" not in f]
        self.print_faces = sources.faces([f"{share}/truetype/paratype/PT[FS]*.ttf", f"{share}/truetype/cmu/cmun[rs][mbs]*.ttf",
                                          f"{share}/**/OldStandard-*.ttf", f"{share}/truetype/liberation*/LiberationS*-*.ttf",
                                          f"{share}/truetype/freefont/FreeSerif*.ttf", f"{share}/truetype/freefont/FreeSans*.ttf"], held_back)
        self.known = {f: sources.letters_of(f, ALPHABET + SIGNS) for f in self.mono + self.hand_faces + self.print_faces}
        self.mono = [f for f in self.mono if len(self.known[f]) > 60]
        self.hand_faces = [f for f in self.hand_faces if len(self.known[f]) > 30]


class Patch:
    def __init__(self):
        self.clear = np.ones((SIZE, SIZE), np.float32)  # light let through, 1 = paper
        self.mask = np.zeros((SIZE, SIZE), np.uint8)

    def lay(self, cover, x, y, strength, bit, over=True):
        """Lays ink with its top left at (x, y); parts beyond the edge are cut off. Not `over`: leaves what is inked."""
        x, y = int(x), int(y)
        a, b, c, d = max(0, x), max(0, y), min(SIZE, x + cover.shape[1]), min(SIZE, y + cover.shape[0])
        if a >= c or b >= d:
            return
        part = cover[b - y:d - y, a - x:c - x]
        here = self.clear[b:d, a:c]
        here *= 1 - strength * part
        seen = part > 0.35
        if not over:
            seen &= self.mask[b:d, a:c] == 0
        self.mask[b:d, a:c][seen] |= bit


def warp(cover, rng, turn, shear):
    h, w = cover.shape
    angle = np.deg2rad(turn)
    m = np.array([[np.cos(angle), -np.sin(angle) + shear, 0], [np.sin(angle), np.cos(angle), 0]], np.float32)
    corners = np.array([[0, 0], [w, 0], [0, h], [w, h]], np.float32) @ m[:, :2].T
    low, high = corners.min(0), corners.max(0)
    m[:, 2] = -low + 1
    return cv2.warpAffine(cover, m, tuple(int(v) + 3 for v in high - low), flags=cv2.INTER_LINEAR)


def thickened(cover, rng, low=-0.3, high=0.6):
    """Strokes a little thinner or thicker, the way a blunter pen or a paler scan makes them."""
    amount = rng.uniform(low, high)
    soft = cv2.GaussianBlur(cover, (0, 0), 0.9)
    return np.clip((soft - 0.5 + 0.35 * amount) * 2.2 + 0.5, 0, 1) if abs(amount) > 0.1 else cover


def flow(cover, rng, depth):
    """Uneven ink: slow changes of darkness."""
    h, w = cover.shape
    noise = rng.normal(1, depth, (h // 24 + 2, w // 24 + 2)).astype(np.float32)
    return np.clip(cover * cv2.resize(noise, (w, h), interpolation=cv2.INTER_CUBIC), 0, 1)


def curve(points, width, rng):
    """Coverage of a pen stroke through points (n x 2, within the patch), width in pixels, pressure changing."""
    cover = np.zeros((SIZE, SIZE), np.uint8)
    points = np.asarray(points, float)
    t = np.linspace(0, len(points) - 1, 14 * len(points))
    i = np.clip(t.astype(int), 0, len(points) - 2)
    f = (t - i)[:, None]
    at = lambda k: points[np.clip(k, 0, len(points) - 1)]
    a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
    way = 0.5 * (2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f ** 2 + (3 * b - a - 3 * c + d) * f ** 3)
    press = np.interp(np.linspace(0, 1, len(way)), np.linspace(0, 1, 6), rng.uniform(0.75, 1.2, 6))
    for k in range(len(way) - 1):
        cv2.line(cover, tuple(int(v) for v in way[k] * 16), tuple(int(v) for v in way[k + 1] * 16), 255,
                 max(1, int(round(width * press[k]))), cv2.LINE_AA, 4)
    return cv2.GaussianBlur(cover, (0, 0), 0.6).astype(np.float32) / 255


class Composer:
    def __init__(self, materials, seed):
        self.m, self.rng = materials, np.random.default_rng(seed)

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, things):
        return things[int(self.rng.integers(len(things)))]

    # ---- what the machine or the press leaves

    def random_word(self, alphabet, low=1, high=11):
        small = [c for c in alphabet if c.islower()] or list(alphabet)
        if self.chance(0.12):
            small = [c for c in alphabet if c.isdigit()] or small
        if self.chance(0.08):
            small = [c for c in alphabet if c.isupper()] or small
        word = "".join(self.pick(small) for _ in range(int(self.rng.integers(low, high))))
        return word.capitalize() if self.chance(0.12) else word

    def sparse_word(self, alphabet, marks):
        """A figure, an item's number, one letter, one sign, or a page number between dashes."""
        r = self.rng.random()
        number = str(int(self.rng.integers(1, 10 ** int(self.rng.integers(1, 5)))))
        if r < 0.3:
            return number
        if r < 0.45 and "-" in marks:
            return "-" + number + "-" if self.chance(0.3) else "- " + number + " -"
        if r < 0.55:
            return number + self.pick(".)")
        if r < 0.75:
            return self.pick(alphabet)
        if r < 0.85 and marks:
            return self.pick(marks)
        return self.random_word(alphabet, 1, 6)

    def script(self, face):
        """One alphabet's letters, with figures and marks: Russian where the face has it, mostly."""
        known = self.m.known[face]
        russian = [c for c in known if c.lower() in RUSSIAN]
        latin = [c for c in known if c.isalpha() and c.lower() not in RUSSIAN and c not in SIGNS]
        letters = russian if russian and (not latin or self.chance(0.75)) else latin
        return "".join(letters) + "".join(c for c in known if c.isdigit())

    def type_lines(self, patch):
        """Drawn typing on a raster. Returns the typed words as (x0, y0, x1, baseline)."""
        rng = self.rng
        path = self.pick(self.m.mono)
        alphabet, letter = self.script(path), WORK_LETTER * rng.uniform(0.8, 1.25)
        font = sources.face(path, max(8, int(round(letter / sources.x_height(path)))))
        pitch = font.getlength("н" if "н" in alphabet else "n") * rng.uniform(0.96, 1.1)
        step = letter * rng.uniform(1.9, 4.6)
        strength = rng.uniform(0.45, 1.0)
        stroke = 1 if self.chance(0.25) else 0
        wear = rng.uniform(0, 0.25)
        marks = [c for c in self.m.known[path] if c in ".,:;-()/\"'?!№%+=«»"]
        words = []
        y = rng.uniform(-step, step)
        left = rng.uniform(-80, 60) if self.chance(0.7) else rng.uniform(0, 300)
        while y < SIZE + letter:
            x = left + (5 * pitch if self.chance(0.15) else 0)
            sparse = self.chance(0.15)  # page numbers, items, tables: little in a line, far apart
            if sparse and self.chance(0.4):
                x = rng.uniform(0, SIZE - 6 * pitch)
            while x < SIZE:
                word = self.sparse_word(alphabet, marks) if sparse else self.random_word(alphabet)
                if self.chance(0.2) and marks:
                    word += self.pick(marks)
                over = not sparse and self.chance(0.05)
                double = self.pick("xxхх//--m#") if over and self.chance(0.75) else None
                x0 = x
                for c in word:
                    over_key = self.pick(alphabet) if double is None else double if double in self.m.known[path] else "x"
                    for key in [c] + ([over_key] if over else []):
                        cover, base = sources.draw_text(font, key, stroke)
                        cover = thickened(cover, rng, -0.5, 0.3)
                        dx, dy = rng.normal(0, 0.04 * letter), rng.normal(0, 0.04 * letter)
                        patch.lay(flow(cover, rng, wear), x + (pitch - cover.shape[1]) / 2 + dx, y - base + dy,
                                  strength * rng.uniform(0.8, 1.0), BIT["typed"] | (BIT["strike"] if over else 0))
                    x += pitch
                words.append((x0, y - letter, x, y, letter))
                if self.chance(0.03):
                    patch.lay(curve([(x0, y + 0.25 * letter), (x, y + 0.25 * letter)], 2, rng), 0, 0, strength, RULE)
                x += pitch * (int(rng.integers(2, 20)) if sparse else 1 if self.chance(0.85) else int(rng.integers(2, 9)))
                if self.chance(0.35 if sparse else 0.04):
                    break
            y += step * (1 if self.chance(0.85) else 2)
        return words

    def print_lines(self, patch):
        rng = self.rng
        path = self.pick(self.m.print_faces)
        alphabet, letter = self.script(path), WORK_LETTER * rng.choice([0.6, 0.8, 1.0, 1.4, 2.2], p=[0.15, 0.25, 0.3, 0.2, 0.1])
        font = sources.face(path, max(8, int(round(letter / sources.x_height(path)))))
        strength, y = rng.uniform(0.5, 1.0), rng.uniform(0, 100)
        for _ in range(int(rng.integers(1, 12))):
            words = [self.random_word(alphabet) for _ in range(int(rng.integers(1, 9)))]
            text = " ".join(w.upper() if self.chance(0.1) else w for w in words)
            cover, base = sources.draw_text(font, text)
            patch.lay(flow(cover, rng, 0.08), rng.uniform(-40, 150), y - base, strength, BIT["print"])
            y += letter * rng.uniform(1.7, 3)

    def real_page(self, patch):
        """A window of a real page. Returns its typed words, found by joining ink along rows."""
        rng = self.rng
        page = self.m.pages[int(rng.choice(len(self.m.pages), p=self.m.page_chances))]
        scale = rng.uniform(0.8, 1.25)
        side = int(SIZE / scale)
        for _ in range(8):
            x, y = (int(rng.integers(-side // 4, max(1, s - 3 * side // 4))) for s in page.dark.shape[::-1])
            window = (slice(max(0, y), max(1, y + side)), slice(max(0, x), max(1, x + side)))
            if (page.mask[window] > 0).mean() > 0.02:
                break
        dark, mask = page.dark[window], page.mask[window]
        dx, dy = max(0, -x), max(0, -y)
        pad = ((dy, max(0, side - dark.shape[0] - dy)), (dx, max(0, side - dark.shape[1] - dx)))
        dark = np.pad(dark, pad)[:side, :side]
        mask = np.pad(mask, pad)[:side, :side]
        dark = cv2.resize(dark, (SIZE, SIZE), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        mask = cv2.resize(mask, (SIZE, SIZE), interpolation=cv2.INTER_NEAREST)
        inked = dark[mask > 0]
        usual = float(np.median(inked)) if inked.size > 50 else 0.7
        wanted = usual * rng.uniform(0.75, 1.1)
        patch.clear *= 1 - np.clip(dark * wanted / max(0.1, usual), 0, 1)
        patch.mask |= mask
        letter = WORK_LETTER * scale
        joined = cv2.dilate(((mask & BIT["typed"]) > 0).astype(np.uint8), np.ones((1, int(0.8 * letter))))
        _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
        return [(x, y, x + w, y + h, letter) for x, y, w, h, _ in stats[1:] if 0.7 * letter < h < 2 * letter and w > letter], usual

    # ---- what the pen leaves

    def hand_word(self):
        """Coverage of a word and its letter height in it."""
        rng, r = self.rng, self.rng.random()
        if r < 0.22 and self.m.written_in:
            hand = self.pick(self.m.written_in)
            return hand.cover, hand.letter
        if r < 0.5:
            hand = self.pick(self.m.words)
            return hand.cover, hand.letter
        if r < 0.6:
            hand = self.pick(self.m.letters)
            return hand.cover, hand.letter
        if r < 0.72:  # letters side by side
            row = [self.pick(self.m.letters) for _ in range(int(rng.integers(2, 6)))]
            height = max(h.cover.shape[0] for h in row)
            parts = []
            for hand in row:
                scale = rng.uniform(0.85, 1.15) * 30 / hand.letter
                cover = sources.bring_to(hand.cover, scale)
                parts.append(np.pad(cover, ((0, 0), (1, int(rng.integers(1, 8))))))
            height = max(p.shape[0] for p in parts)
            return np.hstack([np.pad(p, ((height - p.shape[0], 0), (0, 0))) for p in parts]), 30.0
        path = self.pick(self.m.hand_faces)
        known = self.m.known[path]
        signs = [c for c in known if c in SIGNS]
        text = self.random_word(self.script(path), 1, 9)
        if signs and self.chance(0.15):
            text = "".join(self.pick(signs + list(text)) for _ in range(int(rng.integers(1, 5))))
        size = 60
        cover, _ = sources.draw_text(sources.face(path, size), text)
        return cover, max(8.0, sources.x_height(path) * size)

    def hand_sign(self):
        """Coverage and letter height of one to three letters, figures or signs, as in formulas."""
        rng = self.rng
        if self.chance(0.45):
            hand = self.pick(self.m.letters)
            return hand.cover, hand.letter
        path = self.pick(self.m.hand_faces)
        known = self.m.known[path]
        latin = [c for c in known if c in string.ascii_letters]
        from_which = self.pick([g for g in (latin, latin, [c for c in known if c.isdigit()], [c for c in known if c in SIGNS],
                                            list(known)) if g])
        text = "".join(self.pick(from_which) for _ in range(int(rng.integers(1, 4))))
        size = 60
        cover, _ = sources.draw_text(sources.face(path, size), text)
        return cover, max(8.0, sources.x_height(path) * size)

    def pen(self):
        return {"strength": self.rng.uniform(0.3, 1.0), "grain": self.rng.uniform(0, 0.3)}

    def write(self, patch, cover, letter, x, y, size, pen, turn=None, bit=BIT["hand"]):
        """Writes with letters `size` pixels high; the middle of the left edge at (x, y)."""
        rng = self.rng
        scale = size / letter
        if max(cover.shape) * scale > 3 * SIZE or min(cover.shape) * scale < 2:
            return
        cover = sources.bring_to(cover, scale)
        cover = np.clip(warp(cover, rng, rng.normal(0, 2.5) if turn is None else turn, rng.normal(0, 0.15)), 0, 1)
        cover = thickened(cover, rng)
        cover = flow(cover, rng, pen["grain"])
        patch.lay(cover, x, y - cover.shape[0] / 2, pen["strength"], bit)

    def write_into_gap(self, patch, words, pen):
        """Takes typing away and writes there, as for foreign words and formulas that the machine has no keys for."""
        if not words:
            return
        x0, y0, x1, base, letter = self.pick(words)
        cover, own = self.hand_sign() if self.chance(0.4) else self.hand_word()
        size = letter * self.rng.uniform(0.75, 1.7)
        width = cover.shape[1] * size / own
        x1 = max(x1, x0 + width + 0.5 * letter) if self.chance(0.7) else x1
        a, b = max(0, int(x0 - 3)), max(0, int(y0 - 0.9 * letter))
        region = (slice(b, int(base + 0.5 * letter)), slice(a, int(x1 + 2)))
        patch.clear[region] = 1
        patch.mask[region] = 0
        self.write(patch, cover, own, x0 + 0.2 * letter, base - self.rng.uniform(0.2, 0.7) * letter, size, pen)

    def scribble(self, patch, letter, pen):
        """Brackets, braces, arrows, circles, flourishes."""
        rng, width = self.rng, max(1.5, letter * self.rng.uniform(0.1, 0.22))
        x, y = rng.uniform(0, SIZE, 2)
        size = letter * rng.uniform(0.8, 7)
        kind = int(rng.integers(5))
        if kind == 0:
            bend = rng.uniform(-0.3, 0.3) * size
            points = [(x, y), (x + bend, y + size / 3), (x + bend, y + 2 * size / 3), (x, y + size)]
        elif kind == 1:
            angles = np.linspace(0, rng.uniform(5, 7), 10) + rng.uniform(0, 6)
            points = np.stack([x + size * np.cos(angles) * rng.uniform(0.4, 1), y + 0.6 * size * np.sin(angles)], 1)
        elif kind == 2:
            points = np.cumsum(np.vstack([[(x, y)], rng.normal(0, 0.5 * size, (int(rng.integers(2, 8)), 2))]), 0)
        elif kind == 3:  # a brace
            s = size / 2
            points = [(x, y - s), (x - 0.15 * s, y - 0.8 * s), (x - 0.15 * s, y - 0.2 * s), (x - 0.35 * s, y),
                      (x - 0.15 * s, y + 0.2 * s), (x - 0.15 * s, y + 0.8 * s), (x, y + s)]
        else:  # loops, as in a signature
            t = np.linspace(0, rng.uniform(8, 25), 24)
            points = np.stack([x + 0.12 * size * t + 0.35 * size * np.cos(t), y + 0.5 * size * np.sin(t) * rng.uniform(0.4, 1, 24)], 1)
        patch.lay(flow(curve(points, width, rng), rng, pen["grain"]), 0, 0, pen["strength"], BIT["hand"])

    def strike(self, patch, words, pen):
        """Strikes a word or some of a line through, by one of the ways of the pen."""
        if not words:
            return
        rng = self.rng
        x0, y0, x1, base, letter = self.pick(words)
        beneath = patch.mask[max(0, int(base - letter)):max(0, int(base)), max(0, int(x0)):max(0, int(x1))]
        if beneath.size == 0 or (beneath > 0).mean() < 0.1:  # taken away for the pen's words
            return
        if self.chance(0.3):
            x1 += letter * rng.uniform(1, 14)
        middle = base - letter * rng.uniform(0.3, 0.72)
        a, b = x0 - rng.uniform(-0.2, 0.8) * letter, x1 + rng.uniform(-0.3, 0.8) * letter
        sway = lambda depth: rng.normal(0, depth) * letter
        ways, kind = [], rng.random()
        if kind < 0.5:
            for level in ([0] if kind < 0.32 else [-0.28, 0.28]):
                at, slope = middle + level * letter + sway(0.05), rng.normal(0, 0.02) * (b - a)
                n, depth = max(2, int((b - a) / letter / 6) + 2), self.pick([0.04, 0.12, 0.2])
                ways.append([(a + (b - a) * t, at + slope * (t - 0.5) + sway(depth)) for t in np.linspace(0, 1, n)])
        elif kind < 0.66:
            for _ in range(1 if self.chance(0.8) else 3):  # more than once: scribbled over
                step = min(0.5 * (b - a), letter * rng.uniform(0.3, 1.6))
                low, high = rng.uniform(-0.1, 0.3), rng.uniform(0.8, 1.3)
                ways.append([(a + step * k + sway(0.1), base - letter * (high if k % 2 else low) + sway(0.08))
                             for k in range(max(4, int((b - a) / step) + 1))])
        elif kind < 0.82:
            n = 1 if b - a < 7 * letter or self.chance(0.5) else max(1, int((b - a) / letter / rng.uniform(2.2, 4.5)))
            for k in range(n):
                left, right = a + (b - a) * k / n, a + (b - a) * (k + 1) / n
                foot, head = base + letter * rng.uniform(0, 0.35), base - letter * rng.uniform(1.1, 1.6)
                ways += [[(left, foot), (right, head)], [(left, head), (right, foot)]]
        else:
            one = b - a < 7 * letter and self.chance(0.6)
            n = 1 if one else max(2, int((b - a) / letter / rng.uniform(0.8, 2)))
            lean, way = letter * rng.uniform(0.4, 1.4), 1 if self.chance(0.8) else -1
            for k in range(n):
                x = a + (b - a) * (k + 0.5) / n + sway(0.1)
                foot, head = base + letter * rng.uniform(0.1, 0.5), base - letter * rng.uniform(1.1, 1.7)
                half = 0.5 * (b - a) if one else 0.5 * lean
                ways.append([(x - way * half, foot), (x + way * half, head)])
        width = letter * rng.uniform(0.09, 0.32)
        for way in ways:
            patch.lay(flow(curve(way, max(1.5, width), rng), rng, pen["grain"]), 0, 0, pen["strength"], BIT["strike"])

    def underline(self, patch, words, pen):
        """A stroke of the pen below a word, or a ring about it: no strike."""
        if not words:
            return
        rng = self.rng
        x0, y0, x1, base, letter = self.pick(words)
        if self.chance(0.8):
            at, n = base + letter * rng.uniform(0.15, 0.6), int(rng.integers(2, 6))
            way = [(x0 + (x1 - x0) * t, at + rng.normal(0, 0.05) * letter) for t in np.linspace(-0.05, 1.05, n)]
        else:
            t = np.linspace(0, rng.uniform(6, 7), 12)
            half = 0.5 * (x1 - x0) + rng.uniform(0.3, 1) * letter
            way = np.stack([(x0 + x1) / 2 + half * np.cos(t), base - 0.5 * letter + rng.uniform(1, 1.6) * letter * np.sin(t)], 1)
        width = max(1.5, letter * rng.uniform(0.09, 0.25))
        patch.lay(flow(curve(way, width, rng), rng, pen["grain"]), 0, 0, pen["strength"], BIT["hand"])

    def over_type(self, patch, words):
        """Words of a real page typed over."""
        rng = self.rng
        if not words:
            return
        x0, y0, x1, base, letter = self.pick(words)
        path = self.pick(self.m.mono)
        font = sources.face(path, max(8, int(round(letter / sources.x_height(path)))))
        inside = patch.clear[max(0, int(base - letter)):int(base), max(0, int(x0)):int(x1)]
        if inside.size == 0:
            return
        pitch, strength = font.getlength("n"), 0.95 * float(np.percentile(1 - inside, 90))
        key = self.pick("xxх/-m#") if self.chance(0.8) else None
        known = self.script(path)
        x = x0 - 2
        while x < x1:
            sign = self.pick(known) if key is None else key if key in self.m.known[path] else "x"
            cover, up = sources.draw_text(font, sign)
            patch.lay(thickened(cover, rng, -0.5, 0.3), x, base - up + rng.normal(0, 0.04 * letter), strength, BIT["typed"] | BIT["strike"])
            x += pitch
        beneath = patch.mask[max(0, int(base - 1.4 * letter)):int(base + 0.3 * letter), max(0, int(x0 - 2)):int(x1)]
        beneath[(beneath & BIT["typed"]) > 0] |= BIT["strike"]

    def write_all(self, patch, words, letter):
        rng = self.rng
        pens = [self.pen() for _ in range(2)]
        for _ in range(int(rng.integers(0, 7))):
            self.write_into_gap(patch, words, self.pick(pens))
        for _ in range(int(rng.choice([0, 1, 2, 4], p=[0.45, 0.3, 0.15, 0.1]))):
            pen, r = self.pick(pens), rng.random()
            size = letter * rng.uniform(0.6, 2.0)
            if r < 0.35 and self.m.lines:
                hand = self.pick(self.m.lines)
                self.write(patch, hand.cover, hand.letter, rng.uniform(-300, 300), rng.uniform(0, SIZE), size, pen)
            elif r < 0.42:
                hand = self.pick(self.m.lines)
                self.write(patch, hand.cover, hand.letter, rng.uniform(0, SIZE), rng.uniform(0, SIZE), size, pen, self.pick([90, -90]))
            elif words and r < 0.75:  # above a line
                x0, y0, x1, base, own = self.pick(words)
                cover, height = self.hand_word()
                self.write(patch, cover, height, x0 + rng.normal(0, 20), y0 - rng.uniform(0.4, 1.6) * own, size, pen)
            else:
                cover, height = self.hand_word()
                self.write(patch, cover, height, rng.uniform(0, SIZE), rng.uniform(0, SIZE), size * rng.choice([1, 2]), pen)
        for _ in range(int(rng.choice([0, 1, 3], p=[0.6, 0.3, 0.1]))):
            self.scribble(patch, letter, self.pick(pens))

    def hand_page(self, patch, letter):
        """Lines of one hand below each other."""
        rng, pen = self.rng, self.pen()
        y, size = rng.uniform(0, 60), letter * rng.uniform(0.6, 1.6)
        while y < SIZE:
            hand = self.pick(self.m.lines)
            self.write(patch, hand.cover, hand.letter, rng.uniform(-400, 100), y, size, pen, rng.normal(0, 1))
            y += size * rng.uniform(2.2, 4)

    # ---- stamps and rules

    def stamp(self, patch):
        rng = self.rng
        side = int(rng.uniform(110, 330))
        cover = np.zeros((side, side), np.float32)
        path = self.pick(self.m.print_faces)
        font = sources.face(path, int(rng.uniform(16, 34)))
        alphabet = self.script(path)
        line = max(2, int(rng.uniform(2, 6)))
        kind, c = int(rng.integers(3)), side // 2
        if kind == 0:
            cv2.circle(cover, (c, c), c - 4, 1.0, line, cv2.LINE_AA)
            if self.chance(0.6):
                cv2.circle(cover, (c, c), int(0.68 * c), 1.0, max(1, line // 2), cv2.LINE_AA)
            radius = 0.82 * c
            for angle in np.arange(0, 6.1, 24 / radius):
                glyph, _ = sources.draw_text(font, self.pick(alphabet).upper())
                glyph = np.clip(warp(glyph, rng, np.rad2deg(angle) + 90, 0), 0, 1)
                x, y = int(c + radius * np.cos(angle) - glyph.shape[1] / 2), int(c + radius * np.sin(angle) - glyph.shape[0] / 2)
                part = cover[max(0, y):y + glyph.shape[0], max(0, x):x + glyph.shape[1]]
                np.maximum(part, glyph[:part.shape[0], :part.shape[1]], out=part)
            inner = 1.1 * c
        else:
            high = int(side * rng.uniform(0.3, 0.7))
            cover = cover[:high]
            if kind == 1:
                cv2.rectangle(cover, (3, 3), (side - 4, high - 4), 1.0, line, cv2.LINE_AA)
            inner = side - 24
        y = 0.3 * cover.shape[0]
        while y < 0.85 * cover.shape[0]:
            text = self.random_word(alphabet, 2, 12)
            glyphs, base = sources.draw_text(font, text.upper() if self.chance(0.6) else text)
            glyphs = glyphs[:, :int(inner)]
            x = (side - glyphs.shape[1]) // 2
            part = cover[int(y) - base if int(y) > base else 0:, x:x + glyphs.shape[1]][:glyphs.shape[0]]
            np.maximum(part, glyphs[:part.shape[0], :part.shape[1]], out=part)
            y += font.size * rng.uniform(1, 1.5)
        cover = flow(np.clip(warp(cover, rng, rng.normal(0, 8), 0), 0, 1), rng, rng.uniform(0.05, 0.4))
        patch.lay(cover, rng.uniform(-80, SIZE - 60), rng.uniform(-80, SIZE - 60), rng.uniform(0.25, 0.9), BIT["stamp"])

    def rules(self, patch):
        rng, strength, width = self.rng, self.rng.uniform(0.2, 0.9), self.rng.uniform(1, 3.5)
        cover = np.zeros((SIZE, SIZE), np.uint8)
        slope = rng.normal(0, 0.004) * SIZE
        for level in rng.uniform(0, SIZE, int(rng.integers(1, 7))):
            if self.chance(0.7):
                cv2.line(cover, (int(rng.choice([-5, rng.uniform(0, 300)])), int(level)), (SIZE + 5, int(level + slope)), 255, max(1, int(width)), cv2.LINE_AA)
            else:
                cv2.line(cover, (int(level), -5), (int(level - slope), SIZE + 5), 255, max(1, int(width)), cv2.LINE_AA)
        patch.lay(cover.astype(np.float32) / 255, 0, 0, strength, RULE, over=False)

    # ---- the scan

    def scan(self, patch):
        """Brings the patch to the net's scale, as a scanner would: (dark, mask), uint8."""
        rng = self.rng
        dark = 1 - patch.clear
        if self.chance(0.5):
            dark = cv2.GaussianBlur(dark, (0, 0), rng.uniform(0.4, 1.6))
        if self.chance(0.25):  # one bit
            dark = (dark + rng.normal(0, 0.05, dark.shape) > rng.uniform(0.25, 0.5) * max(0.5, np.percentile(dark, 99))).astype(np.float32)
        else:
            grain = cv2.resize(rng.normal(0, 1, (SIZE // 2, SIZE // 2)).astype(np.float32), (SIZE, SIZE))
            dark = dark + rng.uniform(0, 0.06) * grain + rng.normal(0, rng.uniform(0, 0.05), dark.shape)
        half = cv2.resize(np.clip(dark, 0, 1).astype(np.float32), (PATCH, PATCH), interpolation=cv2.INTER_AREA)
        if self.chance(0.3):
            ok, data = cv2.imencode(".jpg", ((1 - half) * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 90))])
            half = 1 - cv2.imdecode(data, 0).astype(np.float32) / 255
        mask = np.zeros((PATCH, PATCH), np.uint8)
        for bit in range(7):
            share = cv2.resize((patch.mask >> bit & 1).astype(np.float32), (PATCH, PATCH), interpolation=cv2.INTER_AREA)
            mask[share > 0.4] |= 1 << bit
        return (np.clip(half, 0, 1) * 255).astype(np.uint8), mask

    def compose(self):
        rng, patch, words, letter = self.rng, Patch(), [], WORK_LETTER
        kind = rng.random()
        if kind < 0.45 and self.m.pages:
            words, _ = self.real_page(patch)
        elif kind < 0.80:
            words = self.type_lines(patch)
        elif kind < 0.86:
            self.print_lines(patch)
        elif kind < 0.95:
            self.hand_page(patch, letter)
        if words:
            letter = words[0][4]
        if self.chance(0.12):
            self.rules(patch)
        if kind < 0.80 and self.chance(0.1):
            self.print_lines(patch)
        if self.chance(0.85):
            self.write_all(patch, words, letter)
        if self.chance(0.55):
            pen = self.pen()
            for _ in range(int(rng.integers(1, 7))):
                self.strike(patch, words, pen)
        if self.chance(0.25):
            pen = self.pen()
            for _ in range(int(rng.integers(1, 4))):
                self.underline(patch, words, pen)
        if kind < 0.45 and self.chance(0.25):
            for _ in range(int(rng.integers(1, 4))):
                self.over_type(patch, words)
        if self.chance(0.15):
            self.stamp(patch)
        return self.scan(patch)
