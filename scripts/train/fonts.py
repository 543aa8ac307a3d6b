"""Fonts to draw training material with: a character's coverage [0, 1], measures of a face."""
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont


def face(path, size):
    return ImageFont.truetype(path, size)


def draw_text(font, text, stroke=0):
    """Coverage of a text, with the y of its baseline."""
    left, top, right, bottom = font.getbbox(text, stroke_width=stroke, anchor="ls")
    image = Image.new("L", (max(1, right - left + 4), max(1, bottom - top + 4)))
    ImageDraw.Draw(image).text((2 - left, 2 - top), text, 255, font=font, stroke_width=stroke, anchor="ls")
    return np.asarray(image, np.float32) / 255, 2 - top


def x_height(path):
    """Of a font of one pixel."""
    font = face(path, 200)
    return -font.getbbox("x", anchor="ls")[1] / 200


@lru_cache(maxsize=None)
def characters_of(path):
    from fontTools.ttLib import TTFont
    return frozenset(TTFont(path, fontNumber=0, lazy=True).getBestCmap())


def letters_of(path, alphabet):
    known = characters_of(path)
    return "".join(c for c in alphabet if ord(c) in known)
