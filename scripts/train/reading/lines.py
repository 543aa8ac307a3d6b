"""Draws typed lines as `cut_line` of the pipeline would hand them over (pipeline/recognize): ink alone, with its soft edges, at the
net's scale. Drawn at twice that scale; the machine's faults, the ribbon's, the pen's and the scanner's come one after another."""
import cv2
import numpy as np

import alphabet
import typefaces
import wear
from net import BASELINE, CELL, HEIGHT, STRIDE, X_HEIGHT

TWICE = 2
CELL2, HEIGHT2, BASE2 = TWICE * CELL, TWICE * HEIGHT, TWICE * BASELINE
LETTER2 = TWICE * X_HEIGHT


class Machine:
    """One typewriter in one state: how wide its letters, which type bars are bent, clogged or broken."""

    def __init__(self, typewriter, rng):
        self.typewriter, self.rng, self.made = typewriter, rng, {}
        self.severity = rng.choice([0.3, 0.65, 1.0])  # of its faults
        self.wide = CELL2 / typewriter.cell * rng.uniform(0.78, 1.05)
        self.high = LETTER2 / typefaces.GLYPH_LETTER
        self.bent, self.lean = self.severity * rng.choice([0.2, 0.7, 1.4, 2.2]), rng.choice([0, 0.01, 0.03])
        self.loose = self.severity * rng.choice([0.2, 0.5, 1.0, 1.6])  # pixels that strokes of one type bar differ by
        self.capital = rng.choice([0, 0, 0, -2.5, 2.5])  # the shift key's fault
        self.capital_high = rng.uniform(0.84, 1.02)  # of capitals and figures: fonts have theirs higher than most machines
        self.stroke = 1 if rng.random() < 0.2 else 0
        self.clogged, self.broken = self.severity * rng.choice([0, 0.1, 0.3]), self.severity * rng.choice([0, 0.04, 0.12])
        # Machines without these keys type what looks like them.
        self.instead = {}
        if "І" in typewriter.known and rng.random() < 0.6:
            self.instead["1"] = "І"
        if "О" in typewriter.known and rng.random() < 0.4:
            self.instead["0"] = "О"
        if "З" in typewriter.known and rng.random() < 0.08:
            self.instead["3"] = "З"
        if rng.random() < 0.08:
            self.instead["4"] = "Ч" if "Ч" in typewriter.known else "4"

    def glyph(self, sign):
        """Coverage, HEIGHT2 + CELL2 high and 2 CELL2 wide, the baseline CELL2 / 2 lower than in the line."""
        if sign not in self.made:
            rng, high = self.rng, self.high * self.rng.normal(1, 0.01)
            if sign.isupper() or sign.isdigit():
                high *= self.capital_high
            source = self.typewriter.glyph(self.instead.get(sign, sign), self.stroke)
            lean, dx, dy = rng.normal(0, self.lean), rng.normal(0, 0.7 * self.bent), rng.normal(0, self.bent)
            if sign.isupper():
                dy += self.capital
            base = BASE2 + CELL2 / 2 + dy
            m = np.array([[self.wide, -lean, CELL2 + dx - self.wide * typefaces.GLYPH_MIDDLE + lean * (typefaces.GLYPH_BASE - 20)],
                          [0, high, base - high * typefaces.GLYPH_BASE]], np.float32)
            cover = cv2.warpAffine(source, m, (2 * CELL2, HEIGHT2 + CELL2), flags=cv2.INTER_LINEAR)
            if rng.random() < self.clogged:
                cover = wear.clogged(cover)
            if rng.random() < self.broken:
                cover = cover * wear.patchy(rng, cover.shape, 6, 0.7)
            self.made[sign] = cover
        return self.made[sign]

    def type_line(self, text, left):
        """Coverage of a line at twice the net's scale, and where the middles of its cells lie."""
        rng = self.rng
        width = int(left + CELL2 * (len(text) + 0.6)) + 8
        cover = np.zeros((HEIGHT2 + CELL2, width + 4 * CELL2), np.float32)
        fade, half, twice = self.severity * np.array([rng.choice([0.03, 0.1, 0.25]), rng.choice([0, 0.03, 0.15]), rng.choice([0, 0.01, 0.06])])
        middles = left + CELL2 * (np.arange(len(text)) + 0.5)
        for sign, middle in zip(text, middles):
            if sign == " ":
                continue
            glyph = self.glyph(sign) * max(0.15, 1 - abs(rng.normal(0, fade)))
            if rng.random() < half:  # struck askew: one side pale
                slope = np.clip(0.75 + rng.uniform(-1, 1) * np.linspace(-1, 1, glyph.shape[1]), 0.1, 1)
                tilt = np.clip(0.75 + rng.uniform(-1, 1) * np.linspace(-1, 1, glyph.shape[0]), 0.1, 1)
                glyph = glyph * np.minimum(slope[None], tilt[:, None]).astype(np.float32)
            strokes = [(rng.normal(0, self.loose), rng.normal(0, self.loose))]
            if rng.random() < twice:
                strokes.append((strokes[0][0] + rng.normal(0, 2.5), strokes[0][1] + rng.normal(0, 2)))
            for dx, dy in strokes:
                x, y = int(round(middle + dx)) + CELL2, int(round(dy))
                part = cover[max(0, y):, x - CELL2:x + CELL2][:glyph.shape[0] + min(0, y)]
                np.maximum(part, glyph[max(0, -y):][:part.shape[0], :part.shape[1]], out=part)
        if rng.random() < 0.07:  # typed or ruled below
            a, b = np.sort(rng.uniform(CELL2, width + CELL2, 2)).astype(int)
            y = int(BASE2 + CELL2 / 2 + rng.uniform(4, 16))
            cover[y:y + int(rng.integers(1, 5)), a:b] = rng.uniform(0.3, 1)
        return cover[CELL2 // 2:CELL2 // 2 + HEIGHT2, CELL2:CELL2 + width], middles


class Drawer:
    def __init__(self, texts, held_back, seed):
        self.texts, self.rng = texts, np.random.default_rng(seed)
        self.typewriters = typefaces.typewriters(held_back)
        often = np.array([t.often for t in self.typewriters])
        self.chances = often / often.sum()
        self.noises = wear.Noises(self.rng)

    def line(self, length):
        """(image HEIGHT x W uint8, text, middles of the characters' cells in its pixels)."""
        rng = self.rng
        typewriter = self.typewriters[int(rng.choice(len(self.typewriters), p=self.chances))]
        text = "".join(c for c in self.texts.line(length) if c == " " or c in typewriter.known).strip() or "о"
        machine = Machine(typewriter, rng)
        left = rng.uniform(-0.2, 0.6) * CELL2 + 0.3 * LETTER2
        cover, middles = machine.type_line(text, left)
        if rng.random() < 0.18:  # what was not cut away of the neighbors
            other, _ = machine.type_line(self.texts.line(len(text)), left + rng.uniform(-0.5, 0.5) * CELL2)
            cover = wear.with_neighbor(cover, other, int(rng.choice([-1, 1]) * rng.uniform(1.7, 2.6) * LETTER2), rng)
        # Where the grid, the x-height and the baseline are not quite what the pipeline takes them for.
        sx = np.exp(rng.normal(0, 0.015) if rng.random() < 0.7 else rng.uniform(-0.13, 0.13))
        sy, dy, slope = np.exp(rng.normal(0, 0.035)), rng.normal(0, 1.6), rng.normal(0, 1.3) / max(300, cover.shape[1])
        sy *= rng.uniform(0.82, 1.22) if rng.random() < 0.12 else 1
        width = int(np.ceil(cover.shape[1] * sx))
        m = np.array([[sx, 0, 0], [slope, sy, BASE2 - sy * BASE2 + dy - slope * width / 2]], np.float32)
        cover = cv2.warpAffine(cover, m, (width, HEIGHT2), flags=cv2.INTER_LINEAR)
        middles = middles * sx / TWICE
        cover = wear.ribbon(cover, self.noises, rng, machine.severity)
        if rng.random() < 0.2:
            cover = wear.struck(cover, BASE2, LETTER2, self.noises, rng)
        if rng.random() < 0.12:
            cover = wear.scribbled(cover, rng)
        return wear.scanned(cover, self.noises, rng), text, middles

    def batch(self, count, length):
        """Images count x 1 x HEIGHT x W uint8, labels, and per step the class at a cell's middle (0 = none)."""
        drawn = [self.line(length) for _ in range(count)]
        width = -(-max(image.shape[1] for image, _, _ in drawn) // STRIDE) * STRIDE
        images = np.zeros((count, 1, HEIGHT, width), np.uint8)
        labels, at_middles = [], np.zeros((count, width // STRIDE), np.int64)
        for i, (image, text, middles) in enumerate(drawn):
            images[i, 0, :, :image.shape[1]] = image
            labels.append(alphabet.encode(alphabet.fold(text)))
            last = ""
            for sign, middle in zip(text, middles):
                step = int(middle / STRIDE)
                if step < at_middles.shape[1] and not (sign == " " and last == " "):
                    at_middles[i, step] = alphabet.CLASSES[sign]
                last = sign
        return images, labels, at_middles
