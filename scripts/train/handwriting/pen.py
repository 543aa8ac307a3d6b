"""Draws handwritten lines as `cut_line` of the pipeline would hand them over, brought to the net's rows (hand_input.py). Letters are ways of
a pen (strokes.py): a writer's habits bend them all alike, chance each a little; then they are joined, inked and scanned."""
import os
import sys

import cv2
import numpy as np

import signs
from hand_input import hand_input
from hand_net import HEIGHT, STRIDE

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
import wear  # noqa: E402

LETTER = 28.0  # pixels of the x-height while drawing; the scan halves it
ABOVE_BASE, BELOW_BASE = 96, 64  # rows while drawing
SCANS = (0.02, 0.08, 0.2, 0.3, 0.25, 0.15)  # how often letters are scanned at 6, 8, 11, 15, 21, 28 pixels
HELD_APART = set(".,:;!?-()/\"№+=0123456789V")  # never joined
TALL = 1.75  # of block capitals and figures, x-heights


class Writer:
    """One hand in one mood: how it slants, stretches, joins and presses."""

    def __init__(self, stock, rng, held_back):
        self.rng, self.stock = rng, stock
        kind = rng.random()
        faces = stock["held"] if held_back else stock["faces"]
        chance = np.array([f.often for f in faces])
        self.face = faces[int(rng.choice(len(faces), p=chance / chance.sum()))]
        # Letters and digits of people instead of the face's.
        self.block = 1.0 if kind < 0.08 and not held_back else 0.0
        # Each letter's form may come from elsewhere: another face's, or what one of twenty people wrote.
        self.mixed = 0.0 if held_back else rng.choice([0, 0.3, 0.8], p=[0.35, 0.35, 0.3])
        self.cursive = rng.choice([0.3, 0.9])
        self.forms = {}
        self.faces, self.face_chances = faces, chance / chance.sum()
        self.bars = rng.random() < 0.15  # over т and п, under ш
        self.people_digits = 0.0 if held_back else rng.choice([0, 1.0], p=[0.35, 0.65])
        self.block_small = rng.random() < 0.3
        self.slant = rng.choice([rng.uniform(-0.15, 0.2), rng.uniform(0.1, 0.6)]) - (0.15 if self.face.name.startswith(("great", "marck", "Disc", "Wolg")) else 0)
        self.wide = rng.uniform(0.7, 1.3)
        self.long = rng.uniform(0.65, 1.3)  # what stands out above and below
        self.tall = rng.uniform(1.3, 1.95)
        self.apart = rng.choice([rng.normal(0, 0.06), rng.uniform(0.0, 0.45)], p=[0.7, 0.3])
        self.blank = rng.uniform(0.35, 1.1)
        self.joins = rng.choice([0, 0.3, 0.9], p=[0.35, 0.25, 0.4])
        self.size_noise, self.turn_noise, self.height_noise = rng.uniform(0.01, 0.12), rng.uniform(0, 0.09), rng.uniform(0, 0.09)
        self.elastic = rng.choice([0, 0.04, 0.08, 0.12])
        self.pen = rng.uniform(0.06, 0.16) if rng.random() < 0.85 else rng.uniform(0.14, 0.26)  # width, x-heights
        self.own_width = rng.choice([0, 0.5, 1.0], p=[0.6, 0.2, 0.2])  # how much of the face's thick and thin
        self.nib = rng.choice([0, 0.35], p=[0.6, 0.4])
        self.hasty = rng.choice([0, 1.2, 2.2], p=[0.65, 0.25, 0.1])
        self.drift = rng.uniform(0, 0.25)

    def letter(self, sign):
        """(ways, advance) of one writing of a sign."""
        rng, stock, low = self.rng, self.stock, sign.lower()
        if sign.isdigit() and rng.random() < self.people_digits:
            made = stock["digits"][sign]
            return self.sized(made[int(rng.integers(len(made)))], self.tall, 0)
        if self.block and low in stock["letters"] and (sign != low or low not in "абе"):
            made = stock["letters"][low]
            small = sign == low and self.block_small
            return self.sized(made[int(rng.integers(len(made)))], 1.0 if small else self.tall, 0.35 if small and low in "руцщ" else 0)
        if sign not in self.forms or rng.random() < 0.03:
            self.forms[sign] = self.form_of(sign)
        ways, advance = self.forms[sign]
        if self.bars and low in "тпш" and ways and rng.random() < 0.7:
            y = 0.3 if low == "ш" else -1.35
            bar = np.array([[0.1 * advance, y + rng.normal(0, 0.06), 0.08], [0.9 * advance, y + rng.normal(0, 0.06), 0.08]])
            ways = [*ways, bar]
        return ways, advance

    def form_of(self, sign):
        rng, low = self.rng, sign.lower()
        face = self.face
        if rng.random() < self.mixed and sign.isalpha():
            made = self.stock["cursive"].get(sign)
            if made and rng.random() < self.cursive:
                return made[int(rng.integers(len(made)))]
            face = self.faces[int(rng.choice(len(self.faces), p=self.face_chances))]
        made = face.letters.get(sign) or self.face.letters.get(sign) or self.face.letters.get(low)
        return made[0] if made else ([], 0.5)

    @staticmethod
    def sized(letter, height, descent):
        ways, advance = letter
        return [np.stack([w[:, 0] * height, (w[:, 1]) * height + descent, w[:, 2] * height], 1) for w in ways], advance * height


class Drawer:
    def __init__(self, texts, stock, held_back, seed, numbers_of=None):
        """`numbers_of`: digits of people (hands.collect); then leaf numbers of these alone are written."""
        self.texts, self.stock, self.held_back, self.numbers_of = texts, stock, held_back, numbers_of
        self.rng = np.random.default_rng(seed)
        self.noises = wear.Noises(self.rng, 400, 6000)

    def ways_of_line(self, text, writer):
        """Points of all ways in pixels, how many each way has, the middles of the characters, the width; the baseline at ABOVE_BASE."""
        rng, w = self.rng, writer
        ways, middles, x, exit_point = [], [], rng.uniform(0.2, 1.5), None
        turn_of, wave, phase, wave_length = 0, rng.uniform(0, 0.18), rng.uniform(0, 6.3), rng.uniform(6, 30)
        dy = 0.0
        for sign in text:
            if sign == " ":
                step = w.blank * np.exp(rng.normal(0, 0.25))
                middles.append(x + step / 2)
                x, exit_point = x + step, None
                continue
            letter, advance = w.letter(sign)
            size, turn = np.exp(rng.normal(0, w.size_noise)), rng.normal(turn_of, w.turn_noise)
            sx, sy = size * w.wide * np.exp(rng.normal(0, w.size_noise)), size * np.exp(rng.normal(0, 0.5 * w.size_noise))
            dy = 0.6 * dy + rng.normal(0, w.height_noise)
            middle = advance * sx / 2
            placed = []
            if letter:
                p = np.concatenate(letter)
                y = p[:, 1]
                if not sign.isdigit():
                    y = np.where(y < -1, -1 + (y + 1) * w.long, np.where(y > 0, y * w.long, y))
                px, py, cos, sin = p[:, 0] * sx - middle, y * sy, np.cos(turn), np.sin(turn)
                p = np.stack([x + middle + px * cos - py * sin, px * sin + py * cos + dy, p[:, 2]], 1)
                placed = np.split(p, np.cumsum([len(way) for way in letter])[:-1])
            if placed and exit_point is not None and sign not in HELD_APART and rng.random() < w.joins:
                points = np.concatenate([p[[0, -1]] for p in placed])
                low = points[(points[:, 1] > -1.1) & (points[:, 1] < 0.3)]
                if len(low):
                    entry = low[np.argmin(low[:, 0] + 0.2 * low[:, 1])]
                    gap = np.hypot(*(entry[:2] - exit_point[:2]))
                    if 0.05 < gap < 0.9:
                        t = np.linspace(0, 1, 6)[:, None]
                        sag = np.array([0, 0.12 * gap, 0])
                        placed.append(exit_point * (1 - t) + entry * t + 4 * t * (1 - t) * sag)
            ways += placed
            exit_point = None
            if placed and sign not in HELD_APART:
                points = np.concatenate([p[[0, -1]] for p in placed])
                low = points[(points[:, 1] > -1.1) & (points[:, 1] < 0.3)]
                exit_point = low[np.argmax(low[:, 0])] if len(low) else None
            middles.append(x + middle)
            x += advance * sx + w.apart * (0.5 if sign in HELD_APART else 1)
        # The whole line: slant, waves of the baseline, elastic paper.
        slope = rng.normal(0, w.drift) / max(8.0, x)
        fx, fy = rng.uniform(1.2, 4.5, 4), rng.uniform(1.2, 4.5, 4)
        ph = rng.uniform(0, 6.3, 8)
        if w.hasty:
            for i, p in enumerate(ways):
                if len(p) > 4:
                    soft = cv2.GaussianBlur(np.ascontiguousarray(p, np.float32), (1, 9), w.hasty, borderType=cv2.BORDER_REPLICATE)
                    soft[0], soft[-1] = p[0], p[-1]
                    ways[i] = soft
        lengths = [len(p) for p in ways]
        p = np.concatenate(ways) if ways else np.zeros((0, 3))
        px, py = p[:, 0], p[:, 1]
        qx = px - w.slant * py + w.elastic * (np.sin(px * fx[0] + py * fy[0] + ph[0]) + np.sin(py * fy[1] + ph[1]))
        qy = py + w.elastic * (np.sin(px * fx[2] + ph[2]) + np.sin(px * fx[3] + py * fy[3] + ph[3]))
        qy = qy + wave * np.sin(px * 6.3 / wave_length + phase) + slope * (px - x / 2)
        points = np.stack([LETTER * qx, ABOVE_BASE + LETTER * qy, LETTER * p[:, 2]], 1)
        return points, lengths, LETTER * (np.array(middles) + 0.5 * w.slant), LETTER * (x + 1.2)

    def inked(self, points, lengths, width, writer):
        """Coverage of the pen's ways."""
        rng, w = self.rng, writer
        out = np.zeros((ABOVE_BASE + BELOW_BASE, width), np.uint8)
        pixels, ends = (points[:, :2] * 16).astype(np.int32), np.cumsum(lengths)
        if not w.nib and not w.own_width:
            cv2.polylines(out, np.split(pixels, ends[:-1]), False, 255, max(1, int(round(w.pen * LETTER))), cv2.LINE_AA, 4)
        elif len(points) > 1:
            within = np.ones(len(points) - 1, bool)
            within[ends[:-1] - 1] = False
            a, b = points[:-1][within], points[1:][within]
            wide = (1 - w.own_width) * w.pen * LETTER + w.own_width * (a[:, 2] + b[:, 2])
            if w.nib:
                wide = wide * (1 + w.nib * np.clip((b[:, 1] - a[:, 1]) / (np.hypot(b[:, 0] - a[:, 0], b[:, 1] - a[:, 1]) + 1e-6), -1, 1))
            wide = np.clip(np.round(wide), 1, 10).astype(int)
            pairs = np.stack([pixels[:-1][within], pixels[1:][within]], 1)
            for width_of in np.unique(wide):
                cv2.polylines(out, list(pairs[wide == width_of]), False, 255, int(width_of), cv2.LINE_AA, 4)
        cover = out.astype(np.float32) / 255
        shape = cover.shape
        kind = rng.random()
        if kind < 0.3:  # pencil: grain of the paper
            grain = self.noises.cut(int(rng.integers(0, 3)), shape)
            cover = cover * np.clip(rng.uniform(0.6, 1.0) + rng.uniform(0.15, 0.5) * grain, 0, 1)
        elif kind < 0.75:  # ink that runs and ebbs
            cover = cover * np.clip(1 + rng.choice([0.1, 0.25]) * self.noises.cut(int(rng.integers(3, 6)), shape), 0.15, 1)
        if rng.random() < 0.15:
            cover = cover * (self.noises.cut(int(rng.integers(1, 4)), shape) < rng.uniform(1.4, 2.5))
        return cover

    def litter(self, cover):
        """What is not the line's: a ruled line, remains of typing, ends of the neighbors, a bar, specks."""
        rng, (height, width) = self.rng, cover.shape
        kind = rng.random()
        if kind < 0.12:  # below, or through
            y = ABOVE_BASE + LETTER * rng.choice([rng.uniform(0.0, 0.5), rng.uniform(-0.7, 0)], p=[0.75, 0.25])
            a, b = np.sort(rng.uniform(-0.1, 1.1, 2)) * width
            points = [(a + (b - a) * t, y + rng.normal(0, 0.03) * LETTER) for t in np.linspace(0, 1, 4)]
            cover = np.maximum(cover, wear.way(rng, points, rng.uniform(1, 4), cover.shape) * rng.uniform(0.4, 1))
        elif kind < 0.24:  # ends of what stands above or below
            for _ in range(int(rng.integers(1, 4))):
                x, up = rng.uniform(0, width), rng.random() < 0.5
                y = ABOVE_BASE - LETTER * rng.uniform(1.7, 2.6) if up else ABOVE_BASE + LETTER * rng.uniform(0.7, 1.6)
                points = np.cumsum(rng.normal(0, 0.35, (int(rng.integers(2, 5)), 2)) * LETTER, 0) + [x, y]
                cover = np.maximum(cover, wear.way(rng, points, rng.uniform(1, 5), cover.shape))
        elif kind < 0.3:  # type
            row = (self.noises.cut(2, cover.shape) > 0.9) * (self.noises.cut(4, cover.shape) > 1.0)
            cover = np.maximum(cover, row.astype(np.float32) * rng.uniform(0.4, 1))
        for _ in range(int(rng.integers(0, 5)) if rng.random() < 0.4 else 0):
            speck = np.zeros(cover.shape, np.float32)
            cv2.circle(speck, (int(rng.integers(width)), int(rng.integers(height))), int(rng.integers(1, 4)), float(rng.uniform(0.3, 1)), -1)
            cover = np.maximum(cover, speck)
        return cover

    def line(self, length):
        """(image HEIGHT x W uint8, text, middles of the characters in its pixels)."""
        rng = self.rng
        text = signs.fold(self.texts.hand_line(length) if not self.numbers_of else str(rng.integers(1, 500))) or "1"
        writer = Writer(self.stock, rng, self.held_back)
        if self.numbers_of:
            writer.people_digits, writer.stock = 1.0, {**self.stock, "digits": self.numbers_of}
        if not writer.block and not self.held_back:
            text = "".join(c for c in text if c == " " or c in writer.face.letters or c.lower() in writer.face.letters).strip() or "1"
        points, lengths, middles, width = self.ways_of_line(text, writer)
        cover = self.litter(self.inked(points, lengths, int(width), writer))
        dark = wear.scanned(cover, self.noises, rng, SCANS)
        image, scale = hand_input(dark, rng)
        return image, text, middles / 2 * scale

    def batch(self, count, length):
        """Images count x 1 x HEIGHT x W uint8, labels, and per step the class at a character's middle (0 = none)."""
        drawn = [self.line(length) for _ in range(count)]
        width = -(-max(image.shape[1] for image, _, _ in drawn) // STRIDE) * STRIDE
        images = np.zeros((count, 1, HEIGHT, width), np.uint8)
        labels, at_middles = [], np.zeros((count, width // STRIDE), np.int64)
        for i, (image, text, middles) in enumerate(drawn):
            images[i, 0, :, :image.shape[1]] = image
            labels.append(signs.encode(text))
            for sign, middle in zip(text, middles):
                step = int(middle / STRIDE)
                if 0 <= step < at_middles.shape[1]:
                    at_middles[i, step] = signs.CLASSES[sign]
        return images, labels, at_middles
