"""Small image files, byte by byte, so that any field of theirs can be wrong."""
import struct
import zlib
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / 'fuzz' / 'corpus'


def seed(name):
    """A sound file of the fuzzers' corpora, as 'image/gray.png'."""
    return (SEEDS / name).read_bytes()


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(width=24, height=16, bits=8, color=0, data=None, before=b'', extra=b'', tail=b''):
    """A PNG of grey 200 unless `data` (raw rows with filter bytes) is given; `before` are chunks ahead of the pixels."""
    if data is None:
        samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color]
        row = b'\0' + b'\xc8' * ((width * samples * bits + 7) // 8)
        data = row * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, bits, color, 0, 0, 0)) + before
            + chunk(b'IDAT', zlib.compress(data)) + extra + chunk(b'IEND', b'') + tail)


SHORT, LONG, RATIONAL = 3, 4, 5


def tiff_directory(at, tags, following=0):
    """A directory for place `at`: tags {number: (type, [values])}, values of their own behind it."""
    entries, values = b'', b''
    place = at + 2 + 12 * len(tags) + 4
    for number in sorted(tags):
        kind, numbers = tags[number]
        packed = b''.join(struct.pack('<H' if kind == SHORT else '<I', n) for n in numbers)
        count = len(numbers) // 2 if kind == RATIONAL else len(numbers)
        if len(packed) > 4:
            entries += struct.pack('<HHII', number, kind, count, place + len(values))
            values += packed + b'\0' * (len(packed) % 2)
        else:
            entries += struct.pack('<HHI', number, kind, count) + packed.ljust(4, b'\0')
    return struct.pack('<H', len(tags)) + entries + struct.pack('<I', following) + values


def tiff(width=24, height=16, bits=8, samples=1, photometric=1, compression=1, pixels=None, following=0, tail=b'',
         **other):
    """A TIFF of one strip; `other`: tags by number as t273=(LONG, [9]), which take the place of the usual ones."""
    if pixels is None:
        pixels = b'\xc8' * ((width * samples * bits + 7) // 8 * height)
    pixels += b'\0' * (len(pixels) % 2)
    tags = {256: (LONG, [width]), 257: (LONG, [height]), 258: (SHORT, [bits] * samples), 259: (SHORT, [compression]),
            262: (SHORT, [photometric]), 273: (LONG, [8]), 277: (SHORT, [samples]), 278: (LONG, [height]),
            279: (LONG, [len(pixels)])}
    for name, value in other.items():
        if value is None:
            tags.pop(int(name[1:]), None)
        else:
            tags[int(name[1:])] = value
    at = 8 + len(pixels)
    return b'II*\0' + struct.pack('<I', at) + pixels + tiff_directory(at, tags, following) + tail


def jpeg_with(jpeg, segment_kind, data):
    """The JPEG with a segment put in behind its first marker."""
    return jpeg[:2] + bytes([0xFF, segment_kind]) + struct.pack('>H', len(data) + 2) + data + jpeg[2:]


def jpeg_sized(jpeg, width, height):
    """The JPEG with another size in its frame header."""
    for marker in (b'\xff\xc0', b'\xff\xc2'):
        at = jpeg.find(marker)
        if at >= 0:
            return jpeg[:at + 5] + struct.pack('>HH', height, width) + jpeg[at + 9:]
    raise ValueError('no frame header')


def jp2_patched(jp2, marker, offset, data):
    """The JPEG 2000 file with other bytes `offset` behind a marker of its code stream."""
    at = jp2.index(marker) + offset
    return jp2[:at] + data + jp2[at + len(data):]
