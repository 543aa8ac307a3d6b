"""What befalls a typed line between the type and the file: ribbon, paper, pen, scanner. Coverage is float32 [0, 1] at twice the
net's scale; `scanned` brings it to the net's."""
import cv2
import numpy as np


class Noises:
    """Large pictures of noise of several grains, unit variance, to cut from."""

    GRAINS = (0.7, 1.2, 2.0, 4.0, 10.0, 25.0)

    def __init__(self, rng, height=192, width=6000):
        self.rng, self.pictures = rng, []
        for grain in self.GRAINS:
            picture = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), grain)
            self.pictures.append((picture - picture.mean()) / picture.std())

    def cut(self, grain, shape):
        picture = self.pictures[grain]
        y, x = int(self.rng.integers(picture.shape[0] - shape[0] + 1)), int(self.rng.integers(max(1, picture.shape[1] - shape[1])))
        out = picture[y:y + shape[0], x:x + shape[1]]
        return out if out.shape[1] == shape[1] else np.pad(out, ((0, 0), (0, shape[1] - out.shape[1])), mode="wrap")


def clogged(cover):
    """Counters filled with dirt."""
    return np.maximum(cover, 0.9 * cv2.morphologyEx(cover, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))))


def patchy(rng, shape, grain, depth):
    small = rng.uniform(1 - 2 * depth, 1.6, (shape[0] // (2 * grain) + 2, shape[1] // (2 * grain) + 2)).astype(np.float32)
    return np.clip(cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC), 0, 1)


def with_neighbor(cover, other, shift, rng):
    """Ink of the line `shift` pixels below, of a few columns only."""
    moved = np.zeros_like(cover)
    width = min(cover.shape[1], other.shape[1])
    height = cover.shape[0]
    shift = int(np.clip(shift, 1 - height, height - 1))
    if shift > 0:
        moved[shift:, :width] = other[:max(0, height - shift), :width]
    else:
        moved[:height + shift, :width] = other[-shift:height, :width]
    keep = np.zeros(cover.shape[1], np.float32)
    for _ in range(int(rng.integers(1, 6))):
        x = int(rng.integers(cover.shape[1]))
        keep[x:x + int(rng.integers(10, 120))] = 1
    return np.maximum(cover, moved * keep)


def ribbon(cover, noises, rng, severity):
    """Ink spread or eroded, faint, uneven, with the weave of the cloth; or a carbon copy's blur. `severity` in (0, 1]."""
    shape = cover.shape
    soft = cv2.GaussianBlur(cover, (0, 0), rng.choice([0.7, 1.0, 1.4, 1.9, 2.5], p=[0.22, 0.28, 0.25, 0.15, 0.1]))
    uneven = 1 + severity * (rng.choice([0, 0.1, 0.25]) * noises.cut(4, shape) + rng.choice([0, 0, 0.1, 0.25]) * noises.cut(3, shape))
    level, steep = 0.32 + severity * rng.uniform(-0.16, 0.2), rng.choice([0.03, 0.06, 0.12, 0.2])
    rough = noises.cut(int(rng.integers(3)), shape) * severity * rng.choice([0, 0.03, 0.07, 0.12]) * (soft > 0.02)
    field = soft * uneven - level + rough
    out = 1 / (1 + np.exp(-np.clip(field / steep, -20, 20)))
    if rng.random() < 0.2:  # the weave
        y, x = np.mgrid[0:shape[0], 0:shape[1]].astype(np.float32)
        step, turn = rng.uniform(4, 9), rng.uniform(0, 1.5)
        weave = np.sin((np.cos(turn) * x + np.sin(turn) * y) * 6.28 / step) + np.sin((np.cos(turn) * y - np.sin(turn) * x) * 6.28 / step)
        out = out * (1 - rng.uniform(0.1, 0.4) * np.clip(weave, 0, 1))
    if rng.random() < 0.12 * severity:  # gaps
        out = out * (1 - (noises.cut(int(rng.integers(1, 4)), shape) > rng.uniform(2.0, 3.2)))
    return out.astype(np.float32)


def way(rng, points, width, shape):
    """Coverage of a pen's way through points."""
    out = np.zeros(shape, np.uint8)
    t = np.linspace(0, len(points) - 1, 8 * len(points))
    points = np.asarray(points, float)
    xy = np.stack([np.interp(t, np.arange(len(points)), points[:, k]) for k in (0, 1)], 1)
    if len(points) > 2:
        xy = np.stack([cv2.GaussianBlur(np.ascontiguousarray(xy[:, k:k + 1]), (1, 9), 2)[:, 0] for k in (0, 1)], 1)
    cv2.polylines(out, [(xy * 16).astype(np.int32)], False, 255, max(1, int(round(width))), cv2.LINE_AA, 4)
    return out.astype(np.float32) / 255


def struck(cover, base, letter, noises, rng):
    """Words struck out by pen: the stroke left, or taken off with what is left of it and the gaps it leaves."""
    shape = cover.shape
    stroke = np.zeros(shape, np.float32)
    for _ in range(int(rng.integers(1, 4))):
        a = rng.uniform(-0.05, 0.9) * shape[1]
        b = min(shape[1] + 10, a + letter * rng.choice([2.5, 5, 9, 16]) * rng.uniform(0.7, 1.4))
        middle, width, kind = base - letter * rng.uniform(0.25, 0.75), letter * rng.uniform(0.07, 0.3), rng.random()
        sway = lambda depth: rng.normal(0, depth) * letter
        if kind < 0.6:
            for level in [0] if kind < 0.4 else [-0.25, 0.25]:
                n, depth, tilt = int(rng.integers(2, 6)), rng.choice([0.03, 0.1, 0.18]), rng.normal(0, 0.02) * (b - a)
                stroke = np.maximum(stroke, way(rng, [(a + (b - a) * t, middle + level * letter + tilt * (t - 0.5) + sway(depth)) for t in np.linspace(0, 1, n)], width, shape))
        elif kind < 0.75:
            step = letter * rng.uniform(0.4, 1.6)
            points = [(a + step * k, base - letter * (rng.uniform(0.8, 1.3) if k % 2 else rng.uniform(-0.1, 0.3))) for k in range(max(3, int((b - a) / step)))]
            stroke = np.maximum(stroke, way(rng, points, width, shape))
        else:
            step = letter * rng.uniform(0.9, 2.2)
            for k in range(max(1, int((b - a) / step))):
                x, lean = a + step * k, letter * rng.uniform(0.3, 1.2)
                stroke = np.maximum(stroke, way(rng, [(x, base + letter * rng.uniform(0, 0.4)), (x + lean, base - letter * rng.uniform(1.1, 1.6))], width, shape))
    mode = rng.random()
    if mode < 0.4:
        return np.maximum(cover, stroke * rng.uniform(0.4, 1) * np.clip(1 + 0.15 * noises.cut(3, shape), 0.3, 1.2))
    removed = cv2.dilate(stroke, np.ones((3, 3), np.uint8))
    if mode < 0.6:  # taken off with the letters' ink beneath it
        cover = cover * (1 - removed * rng.uniform(0.5, 1))
    elif mode < 0.8:  # left where it crosses letters
        near = cv2.dilate(cover, np.ones((5, 5), np.uint8))
        return np.maximum(cover, stroke * near * rng.uniform(0.5, 1))
    remains = stroke * (noises.cut(3, shape) > rng.uniform(0, 1.5)) * rng.uniform(0.2, 0.9)
    return np.maximum(cover, remains).astype(np.float32)


def scribbled(cover, rng):
    """Remains of handwriting, or what its taking off took along; specks, blots."""
    out = cover
    for _ in range(int(rng.integers(1, 4))):
        n = int(rng.integers(2, 9))
        points = np.cumsum(rng.normal(0, 1, (n, 2)) * [14, 16], 0) + [rng.uniform(0, cover.shape[1]), rng.uniform(0, cover.shape[0])]
        pen = way(rng, points, rng.uniform(1, 5), cover.shape) * rng.uniform(0.3, 1)
        out = out * (1 - pen) if rng.random() < 0.4 else np.maximum(out, pen)
    for _ in range(int(rng.integers(0, 8))):
        speck = np.zeros(cover.shape, np.float32)
        cv2.circle(speck, (int(rng.integers(cover.shape[1])), int(rng.integers(cover.shape[0]))), int(rng.integers(1, 4)), float(rng.uniform(0.3, 1)), -1)
        out = np.maximum(out, speck)
    return out


def normal_ink(dark):
    """Ink brought to 1, as pipeline/recognize/reading_input.cc does: by the level that a fifth of the ink exceeds."""
    ink = dark[dark > 64]
    level = np.percentile(ink, 80) if ink.size > 20 else 200
    return np.clip(dark * (255.0 / max(76.0, level)), 0, 255).astype(np.uint8)


def scanned(cover, noises, rng, chances=(0.1, 0.15, 0.2, 0.25, 0.2, 0.1)):
    """The scan, its ink cut out, at the net's scale: uint8 darkness."""
    height, width = cover.shape
    scale = rng.choice([0.22, 0.3, 0.4, 0.55, 0.75, 1.0], p=chances)  # of `cover`: the x-height is 32 pixels there
    size = max(8, int(width * scale)), max(8, int(height * scale))
    if rng.random() < 0.45:
        cover = cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.4, 1.2) / scale * 0.6)
    dark = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    shape = dark.shape
    contrast, paper = rng.uniform(0.3, 1), rng.uniform(0, 0.06)
    level = rng.uniform(0.2, 0.55)
    if rng.random() < 0.3 and scale > 0.28:  # one bit
        dark = (dark + noises.cut(0, shape) * rng.choice([0, 0.04, 0.1]) > level).astype(np.float32)
        mask = None
    else:
        dark = dark * contrast + paper + noises.cut(int(rng.integers(4)), shape) * rng.choice([0, 0.015, 0.04]) * contrast
        dark = np.clip(dark, 0, 1).astype(np.float32)
        if rng.random() < 0.35:
            _, data = cv2.imencode(".jpg", (255 - dark * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 90))])
            dark = 1 - cv2.imdecode(data, 0).astype(np.float32) / 255
        mask = (dark > paper + level * contrast).astype(np.uint8)
        reach = 3 if scale < 0.6 else int(rng.choice([3, 5]))
        mask = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
        if rng.random() < 0.85:
            dark = np.clip(dark - paper * rng.uniform(0, 1), 0, 1) * mask
    target = (width // 2, height // 2)
    if scale > 0.5:
        if scale > 0.62:
            dark = cv2.GaussianBlur(dark, (0, 0), 0.35 * 2 * scale)
        dark = cv2.resize(dark, target, interpolation=cv2.INTER_LINEAR)
    else:
        dark = cv2.resize(dark, target, interpolation=cv2.INTER_CUBIC)
    return normal_ink(np.clip(dark, 0, 1) * 255)
