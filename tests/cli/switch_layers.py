"""usage: switch_layers.py FILE.pdf OUT: writes OUT/off-N.pdf, the file with layer N off at the start."""
import os
import sys

import pikepdf

file, out = sys.argv[1:]
os.makedirs(out, exist_ok=True)
with pikepdf.open(file) as pdf:
    groups = pdf.Root.OCProperties.OCGs
    for n, group in enumerate(groups):
        pdf.Root.OCProperties.D.OFF = pikepdf.Array([group])
        pdf.save(f'{out}/off-{n}.pdf')
