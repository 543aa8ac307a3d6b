"""Small changes that make a line of training, drawn or real, another one each time that it is shown."""
import cv2
import numpy as np

import alphabet
import wear
from net import BASELINE, HEIGHT, STRIDE


def stack(images):
    """Lines of one batch, paper to the right of the shorter: N x 1 x HEIGHT x W."""
    width = -(-max(image.shape[1] for image in images) // STRIDE) * STRIDE
    out = np.zeros((len(images), 1, HEIGHT, width), np.uint8)
    for i, image in enumerate(images):
        out[i, 0, :, :image.shape[1]] = image
    return out


def drawn_again(images, rng):
    """A drawn batch: darker or paler, a row higher or lower."""
    out = np.clip((images / 255.0) ** rng.uniform(0.7, 1.4) * rng.uniform(0.85, 1.1), 0, 1)
    return (np.roll(out, int(rng.integers(-1, 2)), 2) * 255).astype(np.uint8)


def real_again(image, rng):
    """A real line a little wider or narrower, higher or lower, softer, paler, worn."""
    height, width = image.shape
    dark = image.astype(np.float32) / 255
    sx, sy, dy = rng.uniform(0.95, 1.05), rng.uniform(0.94, 1.07), rng.normal(0, 1.2)
    slope, dx = rng.normal(0, 1) / max(width, 250), rng.uniform(-3, 5)
    target = int(width * sx) + 8
    m = np.array([[sx, 0, dx], [slope, sy, BASELINE - BASELINE * sy + dy - slope * width / 2]], np.float32)
    dark = cv2.warpAffine(dark, m, (target, height))
    kind = rng.random()
    if kind < 0.25:
        dark = cv2.GaussianBlur(dark, (0, 0), rng.uniform(0.4, 1.1))
    elif kind < 0.45:
        q = rng.uniform(0.5, 0.9)
        dark = cv2.resize(cv2.resize(dark, (int(target * q), int(height * q)), interpolation=cv2.INTER_AREA), (target, height))
    elif kind < 0.55:
        dark = np.clip(dark + 0.7 * (dark - cv2.GaussianBlur(dark, (0, 0), 1)), 0, 1)
    kind = rng.random()
    if kind < 0.3:
        dark = np.clip((dark - 0.5) * rng.uniform(1, 2) + rng.uniform(0.35, 0.65), 0, 1) * (dark > 0.02)
    elif kind < 0.55:
        dark = dark ** rng.uniform(0.6, 1.7)
    if rng.random() < 0.4:
        grain = cv2.GaussianBlur(rng.normal(0, 1, dark.shape).astype(np.float32), (0, 0), rng.choice([0.6, 1, 1.6]))
        dark = np.clip(dark + grain / grain.std() * rng.choice([0.02, 0.05, 0.09]) * (dark > 0.03), 0, 1)
    return wear.normal_ink(np.clip(dark, 0, 1) * 255)


def real_batch(real, count, rng):
    """(images, labels) of lines of about one width; `real` is in the order of widths."""
    at = int(rng.integers(max(1, len(real) - 2 * count)))
    chosen = [real[min(len(real) - 1, at + int(rng.integers(2 * count)))] for _ in range(count)]
    return stack([real_again(line["image"], rng) for line in chosen]), [alphabet.encode(alphabet.fold(line["text"])) for line in chosen]
