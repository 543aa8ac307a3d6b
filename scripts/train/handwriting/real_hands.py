"""Real handwritten lines with text, brought to the net's rows: folders of pictures with a labels.tsv (file, text)."""
import os

import cv2
import numpy as np

import signs
from hand_input import hand_input

HELD_BACK_EVERY = 6  # of the files in order of name: every sixth is never trained on
HELD_BACK_SETS = ("ru-handwritten-word-crops",)  # nor any of these


def ink_of(gray):
    """Darkness (uint8) of the ink alone, as a page's hand layer gives it: paper evened out, what is pale left out."""
    size = max(15, gray.shape[0] // 2 | 1)
    paper = cv2.GaussianBlur(cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)), (0, 0), size / 3)
    dark = np.clip(paper.astype(np.float32) - gray, 0, 255)
    level, _ = cv2.threshold(dark.astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
    mask = cv2.dilate((dark > max(25, 0.9 * level)).astype(np.uint8), np.ones((3, 3), np.uint8))
    dark = dark * mask
    strong = np.percentile(dark[mask > 0], 80) if mask.any() else 200
    return np.clip(dark * (255.0 / max(40.0, strong)), 0, 255).astype(np.uint8)


def lines_of(folder):
    """[{dark, image, text, held_back}] of a folder, in order of width."""
    found = []
    rows = [row.rstrip("\n").split("\t")[:2] for row in open(f"{folder}/labels.tsv", encoding="utf8")]
    rows = sorted(row for row in rows if len(row) == 2 and os.path.exists(f"{folder}/images/{row[0]}"))
    for i, (name, text) in enumerate(rows):
        gray = cv2.imread(f"{folder}/images/{name}", 0)
        folded = signs.fold(text)
        if gray is None or not folded or folded != folded.translate({ord("["): None}) or "+" in folded:
            continue
        dark = ink_of(gray)
        scale = 64.0 / dark.shape[0]
        if scale < 0.8:
            dark = cv2.resize(dark, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found.append({"dark": dark, "image": hand_input(dark)[0], "text": folded, "held_back": i % HELD_BACK_EVERY == 0 or folder.endswith((*HELD_BACK_SETS, "-held")), "set": os.path.basename(folder)})
    return sorted(found, key=lambda line: line["image"].shape[1])


def again(dark, rng):
    """A real line a little different each time: slant, width, strokes, ink."""
    height, width = dark.shape
    slant, wide = rng.normal(0, 0.15), np.exp(rng.normal(0, 0.12))
    m = np.array([[wide, -slant, slant * height / 2 + 6], [0, 1, 0]], np.float32)
    out = cv2.warpAffine(dark, m, (int(width * wide) + 12, height))
    kind = rng.random()
    if kind < 0.2:
        out = cv2.erode(out, np.ones((2, 2), np.uint8))
    elif kind < 0.45:
        out = cv2.dilate(out, np.ones((2, 2), np.uint8))
    elif kind < 0.65:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.5, 1.2))
    y, x = np.mgrid[0:out.shape[0], 0:out.shape[1]].astype(np.float32)
    reach, length = rng.choice([0, 1.0, 2.0]), rng.uniform(20, 60)
    out = cv2.remap(out, x + reach * np.sin(y / length * 6.3 + rng.uniform(0, 6.3)), y + reach * np.sin(x / length * 6.3 + rng.uniform(0, 6.3)), cv2.INTER_LINEAR)
    return hand_input(np.clip(out.astype(np.float32) * rng.uniform(0.8, 1.3), 0, 255).astype(np.uint8), rng)[0]


def stacked(images, step):
    width = -(-max(image.shape[1] for image in images) // step) * step
    out = np.zeros((len(images), 1, images[0].shape[0], width), np.uint8)
    for i, image in enumerate(images):
        out[i, 0, :, :image.shape[1]] = image
    return out


def some(lines, count, width, rng):
    """(images, labels) of lines not much wider than `width`; `lines` is in the order of widths."""
    fitting = [line for line in lines if line["image"].shape[1] < 1.2 * width] or lines[:1]
    chosen = [fitting[int(rng.integers(len(fitting)))] for _ in range(count)]
    return [again(line["dark"], rng) for line in chosen], [signs.encode(line["text"]) for line in chosen]


def plain_batches(lines, step):
    return [(stacked([line["image"] for line in lines[i:i + 16]], step), [line["text"] for line in lines[i:i + 16]]) for i in range(0, len(lines), 16)]
