"""Letters as the ways of a pen: thinned pictures traced into polylines, so that a drawn hand can bend, slant and join them freely.

A way is an N x 3 array of x, y and half the width that the stroke had, in x-heights; y = 0 on the baseline, downwards positive;
x = 0 at the left end of the letter's advance. A letter is (ways, advance)."""
import cv2
import numpy as np

SIDE = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))


def thinned(mask):
    """One-pixel-wide middle lines of a mask of 0 and 255."""
    return cv2.ximgproc.thinning(np.pad(mask, 1))[1:-1, 1:-1] > 0


def traced(skeleton):
    """Ways of a skeleton, each a list of (y, x): from ends and crossings to the next, then what is left of rings."""
    pixels = set(zip(*np.nonzero(skeleton)))
    around = {}
    for y, x in pixels:
        straight = [(y + dy, x + dx) for dy, dx in SIDE[:4] if (y + dy, x + dx) in pixels]
        near = list(straight)
        for dy, dx in SIDE[4:]:  # a corner is crossed by its two sides, not by the short cut
            if (y + dy, x + dx) in pixels and (y + dy, x) not in pixels and (y, x + dx) not in pixels:
                near.append((y + dy, x + dx))
        around[y, x] = near
    used, ways = set(), []

    def walk(start, to):
        way, last, at = [start], start, to
        while True:
            used.add((last, at))
            used.add((at, last))
            way.append(at)
            if len(around[at]) != 2:
                return way
            ahead = [p for p in around[at] if p != last and (at, p) not in used]
            if not ahead:
                return way
            last, at = at, ahead[0]

    knots = sorted(p for p in pixels if len(around[p]) != 2)
    for start in knots + sorted(pixels):
        if not around[start] and start in knots:
            ways.append([start, start])
        for to in around[start]:
            if (start, to) not in used:
                ways.append(walk(start, to))
    return ways


def ways_of(cover, x_height, baseline, left):
    """Ways of a letter drawn as coverage [0, 1]; `x_height`, `baseline` and `left` in its pixels."""
    mask = (cover > 0.5).astype(np.uint8) * 255
    if not mask.any():
        return []
    depth = cv2.distanceTransform(np.pad(mask, 2), cv2.DIST_L2, 3)[2:-2, 2:-2]
    found = traced(thinned(mask))
    out = []
    for way in found:
        points = np.array([(x - left, y - baseline, depth[y, x]) for y, x in way], np.float32) / x_height
        long = np.abs(np.diff(points[:, :2], axis=0)).sum()
        if len(found) > 1 and long < 0.8 * points[:, 2].max() and (len(way) < 3):
            continue
        if len(points) > 6:  # stairs of pixels smoothed away, the ends kept
            soft = cv2.GaussianBlur(points, (1, 7), 1.5, borderType=cv2.BORDER_REPLICATE)
            soft[0], soft[-1] = points[0], points[-1]
            points = soft[np.unique(np.append(np.arange(0, len(points) - 1, 2), len(points) - 1))]
        out.append(points)
    return out
