"""Typewriters to draw lines with: each a face whose letters stand in cells of one width. Faces of fixed pitch as they are, others
with their wide letters squeezed, as typewriter makers did. A glyph is its coverage at GLYPH_LETTER pixels to the x-height."""
import glob
import os
import sys

import cv2
import numpy as np

import alphabet

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import fonts  # noqa: E402

GLYPH_LETTER = 40.0  # pixels of the x-height of stored glyphs
GLYPH_SIZE = (120, 120)  # height, width
GLYPH_BASE, GLYPH_MIDDLE = 84, 60  # where baseline and middle of the cell lie in them
HELD_BACK = ("cmuntt.ttf", "NimbusMonoPS-Regular.otf")  # never trained on; they draw the sample folio too

SHARE = "/usr/share/fonts"
FIXED = {  # pattern: how often it is used
    f"{SHARE}/truetype/cmu/cmuntt.ttf": 4, f"{SHARE}/truetype/cmu/cmunbtl.ttf": 6, f"{SHARE}/truetype/cmu/cmuntb.ttf": 2, f"{SHARE}/truetype/cmu/cmunst.ttf": 0.4,
    f"{SHARE}/opentype/urw-base35/NimbusMonoPS-Regular.otf": 4, f"{SHARE}/opentype/urw-base35/NimbusMonoPS-Bold.otf": 3,
    f"{SHARE}/truetype/freefont/FreeMono.ttf": 4, f"{SHARE}/truetype/freefont/FreeMonoBold.ttf": 3, f"{SHARE}/truetype/freefont/FreeMonoOblique.ttf": 0.4,
    f"{SHARE}/truetype/gnutypewriter/*.ttf": 4, f"{SHARE}/truetype/liberation*/LiberationMono-Regular.ttf": 1.5,
    f"{SHARE}/truetype/dejavu/DejaVuSansMono.ttf": 1, f"{SHARE}/truetype/paratype/PTM55F.ttf": 1.5,
    f"{SHARE}/opentype/courier-prime/Courier Prime.otf": 1}
LOOSE = {
    f"{SHARE}/truetype/cmu/cmunorm.ttf": 2, f"{SHARE}/truetype/cmu/cmunrm.ttf": 1, f"{SHARE}/truetype/fonts-oldstandard/OldStandard-Regular.*tf": 2,
    f"{SHARE}/truetype/paratype/PTF55F.ttf": 1, f"{SHARE}/opentype/urw-base35/C059-Roman.otf": 2, f"{SHARE}/opentype/urw-base35/URWBookman-Light.otf": 2,
    f"{SHARE}/truetype/freefont/FreeSerif.ttf": 1, f"{SHARE}/truetype/liberation*/LiberationSerif-Regular.ttf": 0.5}


class Typewriter:
    def __init__(self, path, fixed, often):
        self.path, self.fixed, self.often = path, fixed, often
        self.font = fonts.face(path, int(round(GLYPH_LETTER / fonts.x_height(path))))
        self.known = set(fonts.letters_of(path, alphabet.CHARACTERS))
        self.cell = self.font.getlength("н" if "н" in self.known else "n") if fixed else 1.22 * GLYPH_LETTER
        self.glyphs = {}

    def glyph(self, sign, stroke=0):
        key = sign, stroke
        if key not in self.glyphs:
            cover, base = fonts.draw_text(self.font, sign, stroke)
            width = cover.shape[1] - 4
            if not self.fixed:
                wanted = np.clip(width, 0.62 * self.cell if sign.isalpha() and width > 0.4 * self.cell else 0, 0.97 * self.cell)
                cover = cv2.resize(cover, (int(round(wanted)) + 4, cover.shape[0]), interpolation=cv2.INTER_AREA)
            out = np.zeros(GLYPH_SIZE, np.float32)
            left = GLYPH_MIDDLE - cover.shape[1] // 2
            if self.fixed:  # it stands in its cell as its maker put it
                left = int(round(GLYPH_MIDDLE - self.font.getlength(sign) / 2 + self.font.getbbox(sign, stroke_width=stroke, anchor="ls")[0])) - 2
            y, x = max(0, GLYPH_BASE - base), max(0, left)
            part = cover[max(0, base - GLYPH_BASE):, max(0, -left):][:GLYPH_SIZE[0] - y, :GLYPH_SIZE[1] - x]
            out[y:y + part.shape[0], x:x + part.shape[1]] = part
            self.glyphs[key] = out
        return self.glyphs[key]


def typewriters(held_back):
    """Those to train with, or those held back."""
    found = []
    for patterns, fixed in ((FIXED, True), (LOOSE, False)):
        for pattern, often in patterns.items():
            for path in sorted(glob.glob(pattern)):
                if (os.path.basename(path) in HELD_BACK) == held_back:
                    found.append(Typewriter(path, fixed, often))
    return [t for t in found if len(t.known) > 60]
