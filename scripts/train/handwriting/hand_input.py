"""Brings a line of handwriting to the net's rows, as pipeline/recognize/hand_input.cc does: handwriting has no x-height that could be
trusted, so the rows where the pen crosses most make its height and its middle."""
import cv2
import numpy as np

from hand_net import BAND, HEIGHT, MIDDLE

INK = 0.35  # of the darkest: what counts as ink
REACH = 1.8  # standard deviations of the rows that count
MOST_SCALE = 4.0


def band_of(dark):
    """(middle row, height) of the band that holds the letters; None without ink. `dark`: ink high."""
    ink = dark > INK * dark.max()
    entries = (ink[:, 1:] & ~ink[:, :-1]).sum(1) + ink[:, 0]
    rows, weight = np.arange(len(entries), dtype=np.float64), entries.astype(np.float64)
    if weight.sum() < 1:
        return None
    middle, spread = (len(rows) - 1) / 2, len(rows)
    for _ in range(3):
        near = weight * (np.abs(rows - middle) <= REACH * spread)
        total = near.sum()
        if total < 1:
            break
        middle = (near * rows).sum() / total
        spread = max(1.0, np.sqrt((near * (rows - middle) ** 2).sum() / total))
    return middle, 3.46 * spread


def hand_input(dark, rng=None):
    """(HEIGHT x W uint8, scale) of a line's darkness (uint8). With `rng`, a little off, as a line's own shape makes it."""
    band = band_of(dark)
    if band is None:
        return np.zeros((HEIGHT, 8), np.uint8), 1.0
    middle, high = band
    scale = min(BAND / high, MOST_SCALE)
    wide = scale
    if rng is not None:
        scale *= np.exp(rng.normal(0, 0.12) if rng.random() < 0.8 else rng.uniform(-0.35, 0.35))
        wide = scale * np.exp(rng.normal(0, 0.08))
        middle += rng.normal(0, 0.09) * high
    source = dark
    if scale < 0.8:
        source = cv2.GaussianBlur(dark, (0, 0), 0.35 / wide, sigmaY=0.35 / scale)
    width = int(np.ceil(dark.shape[1] * wide))
    m = np.array([[wide, 0, 0.5 * wide - 0.5], [0, scale, MIDDLE - scale * (middle + 0.5) - 0.5 + scale * 0.5]], np.float32)
    out = cv2.warpAffine(source, m, (width, HEIGHT), flags=cv2.INTER_LINEAR)
    return out, wide
