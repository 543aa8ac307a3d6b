"""--memory SIZE bounds all of folio, whatever the size of its pages: each fits, or is refused with the reason."""
import re
import shutil
import struct
import zlib

from harness import is_done
from image_files import LONG, RATIONAL, SHORT, tiff, tiff_directory

INCH = 25.4  # millimeters


def large_tiff(paper_mm, dpi, samples, ink=True):
    """A leaf of deflated strips that all lie at one place; with a stroke in each, so that there is something on it."""
    width, height = (round(side / INCH * dpi) for side in paper_mm)
    rows = 64
    row = bytearray(b'\xe0' * (width * samples))
    strip = bytes(row) * rows
    if ink:
        row[samples * (width // 3):samples * (width // 3 + dpi // 20)] = b'\x20' * (samples * (dpi // 20))
        strip = bytes(row) * (rows // 4) + bytes(b'\xe0' * (width * samples)) * (rows - rows // 4)
    strips = -(-height // rows)
    packed = zlib.compress(strip, 1)
    return tiff(width, height, samples=samples, photometric=2 if samples == 3 else 1, compression=8, pixels=packed,
                t258=(SHORT, [8] * samples), t273=(LONG, [8] * strips), t279=(LONG, [len(packed)] * strips),
                t278=(LONG, [rows]), t282=(RATIONAL, [dpi, 1]), t283=(RATIONAL, [dpi, 1]), t296=(SHORT, [2]))


def many_pages(count):
    """A TIFF of so many small grey pages that share their pixels."""
    width, height = 60, 80
    pixels = b'\xc8' * (width * height)
    tags = {256: (LONG, [width]), 257: (LONG, [height]), 258: (SHORT, [8]), 259: (SHORT, [1]), 262: (SHORT, [1]),
            273: (LONG, [8]), 277: (SHORT, [1]), 278: (LONG, [height]), 279: (LONG, [len(pixels)])}
    out = b'II*\0' + struct.pack('<I', 8 + len(pixels)) + pixels
    for page in range(count):
        length = len(tiff_directory(len(out), tags))
        out += tiff_directory(len(out), tags, len(out) + length if page + 1 < count else 0)
    return out


A3, A4 = (297, 420), (210, 297)
# name: (leaf, --memory, whether it is refused)
LEAVES = {
    'A3 color, 1,200 dpi, in 1 GiB': ((A3, 1200, 3), 1 << 30, True),
    'A3 grey, 1,200 dpi, in 1 GiB': ((A3, 1200, 1), 1 << 30, True),
    'A3 color, 300 dpi, in 1 GiB': ((A3, 300, 3), 1 << 30, False),
    'A4 color, 600 dpi, in 400 MiB': ((A4, 600, 3), 400 << 20, True),
    'A4 grey, 300 dpi, in 800 MiB': ((A4, 300, 1), 800 << 20, False),
}


def run(suite):
    for name, (leaf, memory, refused) in LEAVES.items():
        if not suite.wants(f'memory/{name}'):
            continue
        folder = suite.folder('memory')
        (folder / 'large.tif').write_bytes(large_tiff(*leaf))
        shutil.copy(suite.pages / 'letter.tif', folder / 'letter.tif')
        result = suite.run(['digitize', 'large.tif', 'letter.tif', '-o', 'out', '--jobs', '2', '--memory', str(memory)], folder)
        faults = suite.promises(result, folder / 'out', {20} if refused else {0})
        if result.peak_bytes > memory:
            faults.append(f'{result.peak_bytes >> 20} MiB of {memory >> 20}')
        if refused and not re.search(r'large.*does not fit into memory.*about \d+ MB are needed', result.said):
            faults.append(f'no reason: {result.said[-400:]}')
        if is_done(folder / 'out', 'large') == refused or not is_done(folder / 'out', 'letter'):
            faults.append('not the pages that should be there')
        suite.judge(f'memory/{name}', faults)
    name = '2,000 pages in one file, in 700 MiB'
    if suite.wants(f'memory/{name}'):
        folder, memory = suite.folder('memory'), 700 << 20
        (folder / 'many.tif').write_bytes(many_pages(2000))
        result = suite.run(['digitize', 'many.tif', '-o', 'out', '--jobs', '2', '--memory', str(memory), '-q'], folder, timeout=600)
        faults = suite.promises(result, folder / 'out', {0})
        if result.peak_bytes > memory:
            faults.append(f'{result.peak_bytes >> 20} MiB of {memory >> 20}')
        missing = [page for page in range(1, 2001) if not (folder / f'out/many-p{page:03}.hocr').exists()
                   and not (folder / f'out/many-p{page:04}.hocr').exists()]
        if missing:
            faults.append(f'{len(missing)} pages are missing, as {missing[:3]}')
        suite.judge(f'memory/{name}', faults)
