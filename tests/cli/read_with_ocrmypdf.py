"""Renders an hOCR file with OCRmyPDF's own reader: read_with_ocrmypdf.py HOCR TRUETYPE_FONT PDF

The reader's default typeface has no Cyrillic; any TrueType font that has serves.
"""
import pathlib
import sys

from ocrmypdf.hocrtransform import HocrTransform
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

hocr, font, pdf = map(pathlib.Path, sys.argv[1:])
pdfmetrics.registerFont(TTFont("face", str(font)))
HocrTransform(hocr_filename=hocr, dpi=150).to_pdf(out_filename=pdf, fontname="face", interword_spaces=True)
