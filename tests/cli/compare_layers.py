"""usage: compare_layers.py DRAWN SCAN LAYERS.png: holds pictures of a page against its scan.

DRAWN holds all.png, off-N.png and layers.txt (see pdf_viewer.mjs); LAYERS.png is the picture of the layers. The page
with every layer on looks like the scan. Switching an ink off changes the page where that ink is, and nowhere else;
switching text off changes nothing. What differs is said; the exit code is 1 then."""
import sys

from PIL import Image, ImageChops, ImageFilter, ImageStat

drawn, scan, layers = sys.argv[1:]
names = open(f'{drawn}/layers.txt', encoding='utf-8').read().splitlines()
everything = Image.open(f'{drawn}/all.png').convert('RGB')
labels = Image.open(layers)
scan = Image.open(scan).convert('RGB').resize(everything.size, Image.BOX)
LABEL_OF = {'Typed: ink': 1, 'Handwriting: ink': 2, 'Struck: strikes': 3, 'Stamps: ink': 4, 'Print: ink': 5}
problems = []


def say(ok, what):
    print('OK ' if ok else 'BAD', what)
    if not ok:
        problems.append(what)


def grown(mask, pixels):
    return mask.filter(ImageFilter.MaxFilter(2 * pixels + 1))


def ink_of(label):
    """Share of each drawn pixel that has the label, 0 to 255."""
    return labels.point(lambda value: 255 if value == label else 0, 'L').resize(everything.size, Image.BOX)


def changed(other, least):
    """255 where a channel differs by more than `least`."""
    difference = ImageChops.difference(everything, other)
    channels = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return most.point(lambda value: 255 if value > least else 0)


def count(mask):
    return mask.histogram()[255]


mean = sum(ImageStat.Stat(ImageChops.difference(everything, scan)).mean) / 3
pixels = everything.width * everything.height
far = count(changed(scan, 100)) / pixels
say(mean < 6, f'mean difference to the scan {mean:.2f} levels, below 6')
# poppler picks pixels of a mask where others mix them.
say(far < 0.01, f'pixels that differ from the scan by more than 100 levels {far:.4%}, below 1 %')
for n, name in enumerate(names):
    off = Image.open(f'{drawn}/off-{n}.png').convert('RGB')
    if name.endswith('text'):
        say(count(changed(off, 0)) == 0, f'{name}: nothing to see')
    elif name in LABEL_OF:
        ink = ink_of(LABEL_OF[name])
        solid = ink.point(lambda value: 255 if value > 200 else 0)
        if count(solid) < 20:
            continue
        # Ink under a stroke of another layer is its own too.
        allowed = ink.point(lambda value: 255 if value > 0 else 0)
        others = [ink_of(label) for label in LABEL_OF.values() if label != LABEL_OF[name]]
        for other in others:
            allowed = ImageChops.lighter(allowed, other.point(lambda value: 255 if value > 0 else 0))
        change = changed(off, 40)
        gone = count(ImageChops.darker(change, solid)) / count(solid)
        stray = count(ImageChops.subtract(change, grown(allowed, 2)))
        # Under a stroke the letters show, about as dark; thin faint lines change little at this resolution.
        least = 0.5 if name == 'Struck: strikes' else 0.8
        say(gone > least, f'{name}: {gone:.1%} of its ink goes, more than {least:.0%}')
        say(stray == 0, f'{name}: {stray} pixels change where there is no ink')
        for label_name, label in LABEL_OF.items():
            if label_name == name:
                continue
            # Far from this ink another one stays as it is.
            apart = ImageChops.subtract(ink_of(label).point(lambda value: 255 if value > 200 else 0), grown(
                ink.point(lambda value: 255 if value > 0 else 0), 9))
            lost = count(ImageChops.darker(change, apart))
            say(lost <= 0.005 * max(1, count(apart)), f'{name}: {lost} pixels of {label_name} go with it')
    else:
        say(count(changed(off, 10)) > 0.5 * pixels, f'{name}: the paper goes')
sys.exit(1 if problems else 0)
