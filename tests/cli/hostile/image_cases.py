"""Image files: cut, bent, bombs, odd forms, and things that are no files. All in one batch with two sound pages."""
import os
import shutil
import socket
import struct
import zlib
from dataclasses import dataclass

from harness import changes, is_done, products, snapshot
from image_files import (LONG, SHORT, chunk, jp2_patched, jpeg_sized, jpeg_with, png, seed, tiff)

FAILS, DONE, EITHER = 'fails', 'is done', 'fails or is done'


@dataclass
class Image:
    name: str  # with its ending
    content: object  # bytes, or a function that makes the thing at a path
    outcome: str = FAILS
    says: str = ''
    pages: int = 1  # more: STEM-p001 and so on, of which the last one fails


def cut_images():
    """Each format cut at places all over it; the end of some can be missed without loss."""
    for name in ('tiff/gray.tif', 'tiff/color.tif', 'tiff/bits-4.tif', 'tiff/bits-tiled.tif', 'image/gray.png',
                 'image/alpha.png', 'image/color.jpg', 'image/gray.jpg', 'image/color.jp2', 'image/gray.j2k'):
        whole = seed(name)
        stem, ending = os.path.basename(name).split('.')
        for share in (0.02, 0.2, 0.5, 0.9):
            yield Image(f'cut{int(100 * share):02}-{stem}.{ending}', whole[:max(1, int(len(whole) * share))],
                        EITHER if share > 0.8 else FAILS)
        yield Image(f'cut99-{stem}.{ending}', whole[:-1], EITHER)


def no_images():
    yield Image('empty.tif', b'', says='is empty')
    yield Image('one-byte.tif', b'I', says='not an image')
    yield Image('text.tif', 'Дорогие товарищи'.encode(), says='text')
    yield Image('control.tif', b'\x1b[31m\x1b]0;title\x07' * 10, says='not an image')
    yield Image('a.pdf.png', b'%PDF-1.7\n', says='PDF')
    yield Image('pointer.tif', b'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', says='LFS')
    yield Image('gif.jpg', b'GIF89a' + bytes(40), says='GIF')
    yield Image('zip.jp2', b'PK\x03\x04' + bytes(40), says='ZIP')
    yield Image('zeros.tif', bytes(4096), says='not an image')
    yield Image('noise.png', bytes((i * i * 7919 >> 3) & 255 for i in range(4096)), says='not an image')
    yield Image('only-magic.tif', b'II*\0')
    yield Image('only-magic.png', b'\x89PNG\r\n\x1a\n')
    yield Image('only-magic.jpg', b'\xff\xd8\xff')
    yield Image('only-magic.jp2', b'\0\0\0\x0cjP  \r\n\x87\n')
    yield Image('only-magic.j2k', b'\xff\x4f\xff\x51')


def bombs():
    """Small files that tell of, or unpack to, very much."""
    yield Image('bomb-sides.png', png(100000, 100000, data=b''), says='too large')
    yield Image('bomb-wide.png', png(0x7FFFFFFF, 1, data=b''))
    yield Image('bomb-rows.png', png(20000, 20000, data=bytes(20001 * 50)))
    text = chunk(b'zTXt', b'note\0\0' + zlib.compress(bytes(7_000_000)))
    yield Image('bomb-text.png', png(before=text * 200), DONE)
    yield Image('bomb-profile.png', png(before=chunk(b'iCCP', b'p\0\0' + zlib.compress(bytes(7_000_000)))), DONE)
    yield Image('bomb-sides.tif', tiff(t256=(LONG, [0xFFFFFFFF]), t257=(LONG, [0xFFFFFFFF])))
    yield Image('bomb-30000.tif', tiff(t256=(LONG, [30000]), t257=(LONG, [30000])), says='too large')
    yield Image('bomb-rows.tif', tiff(t256=(LONG, [20000]), t257=(LONG, [20000]), t278=(LONG, [1])))
    yield Image('bomb-strips.tif', tiff(t257=(LONG, [100000]), t278=(LONG, [1])))
    yield Image('bomb-tile.tif', tiff(t322=(LONG, [65536]), t323=(LONG, [65536]), t324=(LONG, [8]), t325=(LONG, [384]),
                                      t273=None, t279=None, t278=None), says='tile')
    deflated = zlib.compress(bytes(24))
    yield Image('bomb-short-strip.tif', tiff(compression=8, pixels=deflated, t257=(LONG, [20000])))
    yield Image('bomb-samples.tif', tiff(t277=(SHORT, [65535])))
    yield Image('bomb-sides.jpg', jpeg_sized(seed('image/color.jpg'), 65500, 65500), says='too large')
    yield Image('bomb-empty.jpg', jpeg_sized(seed('image/gray.jpg'), 20000, 20000))
    marker = b'\xff\xe1' + struct.pack('>H', 65535) + b'Exif\0\0' + bytes(65527)
    yield Image('bomb-markers.jpg', seed('image/color.jpg')[:2] + marker * 100 + seed('image/color.jpg')[2:], DONE)
    scan = seed('image/gray.jpg')
    at = scan.index(b'\xff\xda')
    yield Image('bomb-scans.jpg', scan[:-2] + scan[at:-2] * 2000 + scan[-2:], EITHER)
    jp2 = seed('image/gray.j2k')
    siz, cod = b'\xff\x51', b'\xff\x52'
    yield Image('bomb-sides.j2k', jp2_patched(jp2, siz, 6, b'\x7f\xff\xff\xff' * 2), says='too large')
    yield Image('bomb-components.j2k', jp2_patched(jp2, siz, 38, b'\x40\0'), says='components')
    large = jp2_patched(jp2, siz, 6, b'\0\0\x20\0' * 2)
    yield Image('bomb-tiles.j2k', jp2_patched(large, siz, 22, b'\0\0\0\x04' * 2), says='tiles')
    blocks = jp2_patched(jp2_patched(large, siz, 22, b'\0\0\x20\0' * 2), cod, 10, b'\0\0')
    yield Image('bomb-blocks.j2k', blocks, EITHER)
    yield Image('bomb-layers.j2k', jp2_patched(jp2, cod, 6, b'\xff\xff'), EITHER)


def chains():
    """Directories of TIFFs that lead astray."""
    first = tiff()
    at = len(first) - (2 + 12 * 9 + 4)
    yield Image('circle-of-one.tif', first[:-4] + struct.pack('<I', at), pages=2, says='circle')
    yield Image('link-beyond.tif', first[:-4] + struct.pack('<I', 0x7FFFFFF0), pages=2, says='directory')
    yield Image('link-into-pixels.tif', first[:-4] + struct.pack('<I', 8), pages=2, says='')
    yield Image('no-tags.tif', b'II*\0\x08\0\0\0\0\0\0\0\0\0')
    yield Image('many-tags.tif', b'II*\0\x08\0\0\0\xff\xff' + bytes(12))
    yield Image('directory-at-end.tif', b'II*\0' + struct.pack('<I', 8) + b'\x01')
    yield Image('directory-beyond.tif', b'II*\0\xf0\xff\xff\xff' + bytes(40))
    yield Image('big-tiff-cut.tif', b'II+\0\x08\0\0\0' + b'\xff' * 8)
    count = struct.pack('<HHII', 256, 4, 0xFFFFFFFF, 8)
    yield Image('huge-count.tif', b'II*\0\x08\0\0\0\x01\0' + count + bytes(4))
    yield Image('strip-beyond.tif', tiff(t273=(LONG, [0x7FFFFFFF])), says='rows are missing')
    yield Image('strip-of-none.tif', tiff(t279=(LONG, [0])), EITHER)
    yield Image('strip-too-long.tif', tiff(t279=(LONG, [0x7FFFFFFF])), EITHER)
    yield Image('no-strips.tif', tiff(t273=None, t279=None))


def odd_forms():
    """What is rare and right, or rare and refused."""
    yield Image('1x1.png', png(1, 1), DONE)
    yield Image('1x1.tif', tiff(1, 1), DONE)
    yield Image('0x0.tif', tiff(0, 0))
    yield Image('0x0.png', png(0, 0))
    yield Image('1x100000.png', png(1, 100000), EITHER)
    yield Image('100000x1.png', png(100000, 1), EITHER)
    yield Image('1x100001.png', png(1, 100001))
    yield Image('16-bit.png', png(bits=16), DONE)
    yield Image('1-bit.png', png(bits=1), DONE)
    yield Image('3-bit.png', png(bits=3))
    yield Image('color-7.png', png().replace(b'\x08\0\0\0\0', b'\x08\x07\0\0\0', 1))
    yield Image('palette-missing.png', png(color=3))
    yield Image('16-bit.tif', tiff(bits=16), DONE)
    yield Image('cmyk.tif', tiff(samples=4, photometric=5), DONE)
    yield Image('lab.tif', tiff(samples=3, photometric=8), EITHER)
    yield Image('alpha.tif', tiff(samples=2, t338=(SHORT, [2])), DONE)
    yield Image('palette-short.tif', tiff(photometric=3, t320=(SHORT, [1, 2, 3])), EITHER)
    yield Image('float.tif', tiff(bits=32, t339=(SHORT, [3])), says='floating-point')
    yield Image('64-bit.tif', tiff(bits=64))
    yield Image('unknown-code.tif', tiff(compression=12345), says='compression')
    yield Image('unknown-color.tif', tiff(photometric=32803))
    yield Image('lzw-of-zeros.tif', tiff(compression=5, pixels=bytes(100)), EITHER)
    yield Image('fax-of-zeros.tif', tiff(bits=1, compression=4, photometric=0, pixels=bytes(40)))
    yield Image('old-jpeg.tif', tiff(compression=6), EITHER)
    yield Image('new-jpeg-of-zeros.tif', tiff(compression=7, pixels=bytes(100)))
    yield Image('orientation-9.tif', tiff(t274=(SHORT, [9])), DONE)
    yield Image('resolution-zero.tif', tiff(t282=(5, [0, 0]), t283=(5, [1, 0])), DONE)
    yield Image('resolution-huge.tif', tiff(t282=(5, [0xFFFFFFFF, 1]), t283=(5, [1, 0xFFFFFFFF])), DONE)
    yield Image('tail.tif', tiff(tail=b'rubbish' * 1000), DONE)
    yield Image('tail.png', png(tail=b'rubbish' * 1000), DONE)
    yield Image('tail.jpg', seed('image/color.jpg') + b'rubbish' * 1000, DONE)
    yield Image('tail.jp2', seed('image/color.jp2') + b'rubbish' * 1000, EITHER)
    yield Image('bad-sum.png', png(before=chunk(b'pHYs', bytes(9))[:-1] + b'x'), EITHER)
    yield Image('bad-profile.png', png(before=chunk(b'iCCP', b'x\0\0no zlib')), DONE)
    yield Image('bad-stream.png', png().replace(b'IDATx', b'IDATy'))
    color = seed('image/color.jpg')
    yield Image('exif-cut.jpg', jpeg_with(color, 0xE1, b'Exif\0\0II*\0'), DONE)
    circle = b'Exif\0\0II*\0\x08\0\0\0' + b'\x01\0' + struct.pack('<HHII', 0x8769, 4, 1, 8) + struct.pack('<I', 8)
    yield Image('exif-circle.jpg', jpeg_with(color, 0xE1, circle), DONE)
    yield Image('profile-cut.jpg', jpeg_with(color, 0xE2, b'ICC_PROFILE\0\x01\xff'), DONE)
    yield Image('components-255.jpg', color.replace(b'\xff\xc0\0\x11', b'\xff\xc0\0\xff', 1))
    yield Image('cmyk.jpg', seed('image/cmyk.jpg'), DONE)
    yield Image('ycc.jp2', seed('image/ycc.jp2'), DONE)
    yield Image('big.tif', seed('tiff/bigtiff.tif'), DONE)


def no_files():
    """Things at a path that are no regular file. Opening some would wait for ever."""
    def listening(path):
        server = socket.socket(socket.AF_UNIX)
        # A socket's name may have 108 bytes; the folder is entered for it.
        before = os.getcwd()
        os.chdir(os.path.dirname(path))
        server.bind(os.path.basename(path))
        os.chdir(before)
        server.close()
    yield Image('fifo.tif', os.mkfifo, says='no regular file')
    yield Image('socket.tif', listening, says='no regular file')
    yield Image('zero-device.tif', lambda path: os.symlink('/dev/zero', path), says='no regular file')
    yield Image('null-device.tif', lambda path: os.symlink('/dev/null', path), says='no regular file')
    yield Image('dangling.tif', lambda path: os.symlink('nowhere', path), says='no such file')
    yield Image('link-circle.tif', lambda path: os.symlink(os.path.basename(path), path))
    yield Image('missing.tif', lambda path: None, says='no such file')
    yield Image('behind-a-file.tif', lambda path: os.symlink('/dev/null/x', path), says='no such file')
    yield Image('process-memory.tif', lambda path: os.symlink('/proc/self/mem', path))
    yield Image('folder.tif', os.mkdir, says='holds no images')


def images():
    for make in (cut_images, no_images, bombs, chains, odd_forms, no_files):
        yield from make()


def place(image, folder):
    path = os.path.join(folder, image.name)
    if callable(image.content):
        image.content(path)
    else:
        with open(path, 'wb') as file:
            file.write(image.content)


def stem_of(name):
    return name[:name.rindex('.')]


def faults_of(image, stem, out, said):
    """Whether the batch did with one image what it should."""
    named = [line for line in said.splitlines() if f'in/{image.name}' in line and line.startswith('folio: ')]
    if image.pages > 1:
        faults = [] if is_done(out, f'{stem}-p001') else ['its first page is not done']
        return faults + ([] if any(image.says in line for line in named) else [f'not said: {image.says}: {named}'])
    left = products(out, stem)
    if is_done(out, stem):
        if named:
            return [f'done, and said to have failed: {named}']
        return [] if image.outcome != FAILS else ['is done']
    if left:
        return [f'part of its products: {sorted(left)}']
    if image.outcome == DONE:
        return [f'is not done: {named}']
    if not named:
        return ['no message names it']
    return [] if any(image.says in line for line in named) else [f'not said: {image.says}: {named}']


def unique_stems(found):
    """The stems that folio gives, where several images have one: NAME, NAME-2, …"""
    seen = {}
    for image in found:
        stem = stem_of(image.name)
        seen[stem] = seen.get(stem, 0) + 1
        yield stem if seen[stem] == 1 else f'{stem}-{seen[stem]}'


def run(suite):
    folder = suite.folder('images')
    os.mkdir(folder / 'in')
    for name in ('first', 'last'):
        shutil.copy(suite.pages / 'letter.tif', folder / f'{name}.tif')
    found = list(images())
    for image in found:
        place(image, folder / 'in')
    stems = list(unique_stems(found))
    alone = suite.run(['digitize', 'first.tif', 'last.tif', '-o', 'alone', '--jobs', '2'], folder)
    suite.judge('images/sound pages alone', suite.promises(alone, folder / 'alone', {0}))
    before = snapshot(folder, ['out', 'alone'])
    result = suite.run(['digitize', 'first.tif', *[f'in/{image.name}' for image in found], 'last.tif', '-o', 'out',
                        '--jobs', '2'], folder, timeout=600)
    out = folder / 'out'
    suite.judge('images/the batch', suite.promises(result, out, {20}) + changes(before, snapshot(folder, ['out', 'alone'])))
    for image, stem in zip(found, stems):
        suite.judge(f'images/{image.name}', faults_of(image, stem, out, result.said))
    for stem in ('first', 'last'):
        same = products(out, stem) == products(folder / 'alone', stem) and is_done(out, stem)
        suite.judge(f'images/{stem} page as without the others', [] if same else ['other products'])
