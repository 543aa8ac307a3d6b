"""Ink to compose training pages from: real typed pages with labels, real and drawn handwriting, fonts.

All is brought to the work scale, WORK_LETTER pixels to a small letter of the machine; the net sees half of it.
Ink is float32 darkness in [0, 1], 0 = paper. Layers are bits of a uint8 mask, see LAYERS."""
import csv
import glob
import json
import os
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from fonts import draw_text, face, letters_of, x_height  # noqa: E402,F401

WORK_LETTER = 18.0  # pixels of a small letter; the net's input is at half of that
LAYERS = ("typed", "hand", "strike", "stamp", "print")  # bit i of a mask is layer i, as is channel i of the net
RULE_INK = 160  # of ink.png, as pipeline/store/page_store.cc writes it
RULE, IGNORE = 1 << 5, 1 << 6  # ink of no layer; ink that teaches nothing
BIT = {name: 1 << i for i, name in enumerate(LAYERS)} | {"rule": RULE, "ignore": IGNORE}

# Never trained on: early stopping and the figures of the model's card are taken from these.
HELD_BACK_PAGES = {"p12", "p13", "madlen-p10", "vt340-p05", "p26", "p27", "8_416", "8_408", "Nabuco_H07", "DIBCO2009_H03",
                   "DIBCO2009_P03"}
HELD_BACK_FACES = ("neucha", "caveat", "marck-script", "bad-script", "cmuntt", "NimbusMonoPS-Regular", "PTF56F")  # the first five draw the sample


def bring_to(image, scale):
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=how)


def even_out(gray):
    """Paper brought to 255; the same as pipeline/imaging/background.cc."""
    scale = min(1.0, 440 / max(gray.shape))
    paper = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(paper, np.ones((9, 9), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 9), (0, 0), 3)
    paper = cv2.resize(np.maximum(paper, 40), gray.shape[::-1]).astype(np.float32)
    return np.clip(gray * 255.0 / paper, 0, 255).astype(np.uint8)


class Page:
    """A real page at the work scale: `dark` float32 [0, 1], `mask` uint8 bits of its layers."""

    def __init__(self, name, dark, mask):
        self.name, self.dark, self.mask = name, dark, mask


def plane_of(stored):
    """3x3 of scan_from_upright; a bent page's shift is left out: it is less than a letter."""
    if isinstance(stored, dict):
        stored = stored["plane"]
    return np.array(stored, float).reshape(3, 3)


def read_labels(path):
    """{(set, page): [(x0, y0, x1, y1, class)]} of ink_labels.csv."""
    boxes = {}
    with open(path, encoding="utf8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            box = tuple(int(row[k]) for k in ("x0", "y0", "x1", "y1"))
            boxes.setdefault((row["set"], os.path.splitext(row["page"])[0]), []).append(box + (row["class"],))
    return boxes


def labelled_pages(prepared, labels):
    """Pages that `folio segment` left under `prepared`, each piece of ink in the layer that the label over its
    larger part says; typed where none does."""
    pages = []
    for (name, page), boxes in sorted(labels.items()):
        folder = f"{prepared}/{name}/stages/{page}"
        if not os.path.exists(folder + "/segmented.json"):
            continue
        upright = json.load(open(folder + "/upright.json"))
        letter = json.load(open(folder + "/segmented.json"))["letter_height"]
        gray = cv2.imread(folder + "/upright.png", 0)
        picture = cv2.imread(folder + "/ink.png", 0)
        ink = (picture > 0).astype(np.uint8)
        upright_from_scan = np.linalg.inv(plane_of(upright["scan_from_upright"]))
        count, pieces, stats, _ = cv2.connectedComponentsWithStats(ink, 8)
        bits = np.full(count, BIT["typed"], np.uint8)
        for x0, y0, x1, y1, kind in boxes:
            corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]], float) @ upright_from_scan.T
            xs, ys = corners[:, 0] / corners[:, 2], corners[:, 1] / corners[:, 2]
            a, b = max(0, int(xs.min())), max(0, int(ys.min()))
            c, d = min(ink.shape[1], int(np.ceil(xs.max()))), min(ink.shape[0], int(np.ceil(ys.max())))
            if c <= a or d <= b:
                continue
            inside = np.bincount(pieces[b:d, a:c].ravel(), minlength=count)
            bits[2 * inside > stats[:, cv2.CC_STAT_AREA]] = BIT[kind]
        bits[0] = 0
        scale = WORK_LETTER / letter
        full = bits[pieces]
        full[picture == RULE_INK] = BIT["rule"]
        mask = np.zeros([int(round(s * scale)) for s in ink.shape], np.uint8)
        for bit in set(bits) - {0}:
            share = cv2.resize((full == bit).astype(np.float32), mask.shape[::-1], interpolation=cv2.INTER_AREA)
            mask[share > 0.3] |= bit
        dark = 1 - cv2.resize(gray, mask.shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        pages.append(Page(page, dark, mask))
    return pages


def ink_of_gray(gray):
    """Coverage [0, 1] of a small picture of writing: paper to 0, its own ink to 1."""
    gray = cv2.GaussianBlur(gray, (0, 0), 0.6).astype(np.float32)
    threshold, _ = cv2.threshold(gray.astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
    paper, ink = np.median(gray[gray > threshold]), np.percentile(gray[gray <= threshold], 40)
    low = 0.35 * (paper - ink)
    return np.clip((paper - low - gray) / max(1.0, paper - ink - 1.4 * low), 0, 1)


class Hand:
    """A piece of handwriting: `cover` float32 [0, 1]; `letter` its small letters' height in pixels."""

    def __init__(self, cover, letter):
        rows, columns = np.where(cover > 0.3)  # of what is written there must be some
        self.cover = np.ascontiguousarray(cover[rows.min():rows.max() + 1, columns.min():columns.max() + 1])
        self.letter = letter


def hands_on(page):
    """Words and signs that a pen wrote on a labelled page: what lies close together."""
    hand = ((page.mask & BIT["hand"]) > 0).astype(np.uint8)
    joined = cv2.dilate(hand, np.ones((3, int(0.5 * WORK_LETTER)), np.uint8))
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(joined)
    hands = []
    for label, (x, y, w, h, _) in enumerate(stats):
        if label == 0 or not 0.5 * WORK_LETTER < max(w, h) < 12 * WORK_LETTER or h > 5 * WORK_LETTER:
            continue
        window = (slice(y, y + h), slice(x, x + w))
        own = hand[window] * (pieces[window] == label)
        if own.sum() < 40:
            continue
        usual = max(0.2, float(np.percentile(page.dark[window][own > 0], 70)))
        near = cv2.dilate(own, np.ones((3, 3), np.uint8))
        hands.append(Hand(np.clip(page.dark[window] * near / usual, 0, 1).astype(np.float32), WORK_LETTER))
    return hands


def letter_of(cover):
    """Height of small letters: the usual distance between the rows where the profile falls to half of its most."""
    rows = cv2.blur((cover > 0.4).sum(1).astype(np.float32).reshape(-1, 1), (1, 5)).ravel()
    strong = np.where(rows > 0.45 * rows.max())[0]
    return float(np.clip(strong.max() - strong.min() + 1, 0.2 * len(rows), 0.8 * len(rows)))


def split_words(cover):
    """A line's words: pieces between columns that are blank for a third of its height."""
    gap = max(4, int(0.3 * cover.shape[0]))
    inked = cv2.dilate((cover > 0.4).any(0).astype(np.uint8).reshape(1, -1), np.ones((1, gap), np.uint8)).ravel()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked, [0]])))
    return [cover[:, a:b] for a, b in zip(edges[::2], edges[1::2]) if (cover[:, a:b] > 0.4).sum() > 60]


def real_hands(train, held_back):
    """Lines, words and letters of real handwriting."""
    lines, words, letters = [], [], []
    files = sorted(glob.glob(f"{train}/ru-handwritten-digital-peter/images/*.jpg"))
    for i, file in enumerate(files):
        if (i % 9 == 0) != held_back:
            continue
        gray = cv2.imread(file, 0)
        outside = cv2.erode((gray > 247).astype(np.uint8), np.ones((3, 3)))  # the crop's white surroundings
        count, pieces, stats, _ = cv2.connectedComponentsWithStats(outside)
        for label in range(1, count):
            if stats[label, cv2.CC_STAT_AREA] > 80:
                gray[cv2.dilate((pieces == label).astype(np.uint8), np.ones((7, 7))) > 0] = int(np.median(gray[outside == 0]))
        cover = ink_of_gray(gray)
        if (cover > 0.4).sum() < 100:
            continue
        letter = 0.8 * letter_of(cover)
        lines.append(Hand(cover, letter))
        words += [Hand(word, letter) for word in split_words(cover)]
    files = sorted(glob.glob(f"{train}/ru-handwritten-word-crops/images/*"))
    for i, file in enumerate(files):
        if (i % 5 == 0) != held_back:
            continue
        cover = ink_of_gray(cv2.imread(file, 0))
        words.append(Hand(cover, letter_of(cover)))
    for i, file in enumerate(sorted(glob.glob(f"{train}/uk-handwritten-glyphs/glyphs/*"))):
        if (i % 9 == 0) != held_back:
            continue
        gray = cv2.imread(file, 0)
        if gray is not None and (gray < 128).sum() > 60:
            letters.append(Hand(cv2.blur((gray < 128).astype(np.float32), (3, 3)), 45.0))
    files = sorted(glob.glob(f"{train}/cyr-handdrawn-letters-qmnist/**/*.png", recursive=True))
    for i, file in enumerate(files[::3]):
        if (i % 9 == 0) != held_back:
            continue
        gray = cv2.imread(file, 0)
        if (gray < 128).sum() > 20:
            letters.append(Hand(1 - gray.astype(np.float32) / 255, 26.0))
    for file in sorted(glob.glob(f"{train}/binarization-dibco-nabuco/images/*H0*")):
        name = os.path.splitext(os.path.basename(file))[0]
        if (name in HELD_BACK_PAGES) != held_back:
            continue
        gray, truth = cv2.imread(file, 0), cv2.imread(file.replace("/images/", "/gt/"), 0)
        cover = cv2.GaussianBlur((truth < 128).astype(np.float32), (0, 0), 0.7)
        step = 90 if name.startswith("Nabuco") else 160
        for y in range(0, cover.shape[0] - step // 2, step):
            for x in range(0, cover.shape[1] - step, 3 * step):
                part = cover[y:y + int(1.3 * step), x:x + 5 * step]
                if (part > 0.4).sum() > 300:
                    lines.append(Hand(part, 0.26 * step))
    return lines, words, letters


def faces(patterns, held_back):
    found = sorted({file for pattern in patterns for file in glob.glob(pattern, recursive=True)})
    return [f for f in found if any(name.lower() in f.lower() for name in HELD_BACK_FACES) == held_back]
