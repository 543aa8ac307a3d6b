"""Names of files: as arguments, in a folder, in lists. Each holds a small sound page, so each must be done."""
import os
import shutil
import unicodedata

from harness import CONTROL, changes, is_done, snapshot
from image_files import png

NAMES = [b'plain.tif', b'with space.tif', b'new\nline.tif', b'tab\there.tif', b'return\rhere.tif', b'esc\x1b[31mred.tif',
         b'bell\x07.tif', b'delete\x7f.tif', b'title\x1b]0;owned\x07.tif', b'quote\'s.tif', b'double"quote.tif',
         b'dollar$(touch OWNED).tif', b'back`touch OWNED`tick.tif', b'semi;touch OWNED;.tif', b'pipe|touch OWNED.tif',
         b'and&touch OWNED&.tif', b'redirect>OWNED.tif', b'star*.tif', b'question?.tif', b'brackets[a-z].tif',
         b'braces{a,b}.tif', b'back\\slash.tif', b'percent%s%n%d.tif', b'format{}{0}.tif', b'--help.tif', b'-o.tif',
         b'@list.tif', b'#comment.tif', b'~home.tif', b'bad\xff\xfebytes.tif', b'cut\xd0.tif', b'overlong\xc0\xaf.tif',
         b'surrogate\xed\xa0\x80.tif', 'лист 1об.tif'.encode(), 'emoji 👩‍👩‍👧 🇷🇺.tif'.encode(),
         'rtl\u202Efit.tif'.encode(), 'mark\u200Fhere.tif'.encode(), 'isolate\u2066x\u2069.tif'.encode(),
         'line\u2028separator.tif'.encode(), 'c1\u0085next.tif'.encode(), 'composed й.tif'.encode(),
         'composed и\u0306.tif'.encode(), ('zalgo' + '\u0336' * 60 + '.tif').encode(), 'Case Twin.tif'.encode(),
         'case twin.TIF'.encode(), b'CON.tif', b'dots....tif', b'trailing .tif', b'trailing...tif ', b'.tif.tif',
         b'..tif', b'a.tif', b'a-p001.tif', b'a-p0001.tif', b'a-2.tif', b'a-2.png', b'a.png', b'a.layers.tif',
         b'a.hocr.tif', b'a.hocr', b'stages.tif', b'folio.tif', b'review.tsv', b'debug.tif', b'no-ending',
         b'x' * 251 + b'.tif', ('ж' * 125 + '.tif').encode(), ('e\u0301' * 83 + '.tif').encode(), b' ', b'-', b'--',
         b'@', b'...']


def safe(name):
    """A product's name that no terminal, shell or file system takes amiss."""
    return not CONTROL.search(name) and '\n' not in name and not set(name) & set('/\\:*?"<>|') \
        and name[0] not in '-. ' and unicodedata.is_normalized('NFC', name) and len(os.fsencode(name)) <= 255


def argument(name):
    """The name as an argument that is taken for the file's name."""
    return b'./' + name


def shared_faults(suite, run, folder, before, out, count):
    """Of a batch in which `count` pages have to be done."""
    faults = suite.promises(run, folder / out, {0}) + changes(before, snapshot(folder, [out, 'one.list']))
    made = [os.fsdecode(n) for n in os.listdir(os.fsencode(folder / out))] if os.path.isdir(folder / out) else []
    stems = [name.removesuffix('.hocr') for name in made if name.endswith('.hocr')]
    if len(stems) != count:
        faults.append(f'{len(stems)} pages, not {count}')
    faults += [f'not a safe name: {name!r}' for name in made if not safe(name)]
    folded = [unicodedata.normalize('NFC', s.casefold()) for s in stems]
    faults += [f'names that are one elsewhere: {s}' for s in stems if folded.count(unicodedata.normalize('NFC', s.casefold())) > 1]
    faults += [f'not all of its products: {stem}' for stem in stems if not is_done(folder / out, stem)]
    return faults


def run(suite):
    folder = suite.folder('names')
    os.mkdir(folder / 'in')
    for name in NAMES:
        with open(os.fsencode(folder) + b'/in/' + name, 'wb') as file:
            file.write(png())
    before = snapshot(folder)
    as_arguments = suite.run(['digitize', *[b'in/' + name for name in NAMES], '-o', 'out', '--jobs', '2'], folder)
    suite.judge('names/all as arguments', shared_faults(suite, as_arguments, folder, before, 'out', len(NAMES)))
    again = suite.run(['digitize', *[b'in/' + name for name in NAMES], '-o', 'out', '--jobs', '2'], folder)
    suite.judge('names/all again, over the first run', shared_faults(suite, again, folder, before, 'out', len(NAMES)))
    in_folder = [n for n in NAMES if not n.startswith(b'.')]
    result = suite.run(['digitize', 'in', '-o', 'of-folder', '--jobs', '2'], folder)
    suite.judge('names/all in a folder',
                shared_faults(suite, result, folder, snapshot_without(folder, before), 'of-folder', len(in_folder)))
    # One by one, from within their folder, where a leading hyphen or @ means something.
    for name in NAMES:
        faults = one_faults(suite, folder, name)
        suite.judge(f'names/{os.fsdecode(name)!r}'.encode('unicode_escape').decode(), faults)
    list_cases(suite)
    argument_cases(suite)


def snapshot_without(folder, before):
    """The earlier snapshot with what the earlier runs made beside."""
    kept = dict(before)
    for path, value in snapshot(folder, ['of-folder']).items():
        if path.startswith(os.fsencode(folder / 'out')):
            kept[path] = value
    return kept


def one_faults(suite, folder, name):
    """In a list, where a line is a name. Names with a line's end cannot be listed. `folio ingest` reads no pixels of a page
    into products, so it is fast."""
    if b'\n' in name or name.endswith(b'\r') or not name.strip():
        return []
    (folder / 'one.list').write_bytes(argument(name) + b'\n')
    result = suite.run(['ingest', '@../one.list', '-o', '../one'], folder / 'in')
    faults = suite.promises(result, folder / 'one', {0})
    made = os.listdir(folder / 'one/stages') if os.path.isdir(folder / 'one/stages') else []
    faults += [f'not a safe name: {n!r}' for n in made if not safe(n)]
    if len([n for n in made if os.path.isdir(folder / 'one/stages' / n)]) != 1:
        faults.append(f'stages of {made}')
    shutil.rmtree(folder / 'one', ignore_errors=True)
    return faults


def list_cases(suite):
    """Lists that are not as they should be."""
    cases = {
        'empty': (b'', 2), 'blank lines': (b'\n\n  \n', 2), 'zero bytes': (bytes(1000), 2), 'itself': (b'@one.list\n', 2),
        'standard input': (b'-\n', 2), 'utf-16': ('one.png\n'.encode('utf-16'), 2),
        'no line end': (b'one.png', 0), 'return and line end': (b'one.png\r\n', 0), 'byte order mark': (b'\xef\xbb\xbfone.png\n', 0),
        'twice': (b'one.png\n./one.png\nx/../one.png\n', 0), 'one missing': (b'one.png\nmissing.png\n', 20),
        'a line of a megabyte': (b'y' * (1 << 20) + b'\none.png\n', 20),
        'a folder': (b'sub\n', 0), 'a folder without images': (b'none\n', 2), 'root of links': (b'loop\none.png\n', 20),
        'a thousand missing': (b''.join(b'missing%d.png\n' % i for i in range(1000)), 2),
    }
    for name, (text, code) in cases.items():
        if not suite.wants(f'names/list: {name}'):
            continue
        folder = suite.folder('list')
        (folder / 'one.png').write_bytes(png())
        os.mkdir(folder / 'sub')
        os.mkdir(folder / 'none')
        (folder / 'sub/a.png').write_bytes(png())
        os.symlink('loop', folder / 'loop')
        (folder / 'one.list').write_bytes(text)
        before = snapshot(folder)
        result = suite.run(['digitize', '@one.list', '-o', 'out', '--jobs', '1'], folder)
        suite.judge(f'names/list: {name}', suite.promises(result, folder / 'out', {code})
                    + changes(before, snapshot(folder, ['out'])))
    folder = suite.folder('list')
    for name in ('nowhere', '.', '/dev/null', '/proc/self/mem'):
        result = suite.run(['digitize', f'@{name}', '-o', 'out'], folder)
        suite.judge(f'names/list is {name}', suite.promises(result, folder / 'out', {2, 5}))


def argument_cases(suite):
    """Arguments that are wrong, or long."""
    cases = [(['digitize'], {1}), (['digitize', 'one.png'], {1}), (['digitize', 'one.png', '-o', ''], {1, 5}),
             (['digitize', '', '-o', 'out'], {1, 2}), (['digitize', 'one.png', '-o', 'out', '--jobs', '0'], {1}),
             (['digitize', 'one.png', '-o', 'out', '--jobs', '99999999999999999999'], {1}),
             (['digitize', 'one.png', '-o', 'out', '--memory', '-1'], {1}),
             (['digitize', 'one.png', '-o', 'out', '--memory', '1e9999G'], {1}),
             (['digitize', 'one.png', '-o', 'out', '-l', '../../etc/passwd'], {1, 3}),
             (['digitize', 'one.png', '-o', 'out', '-l', 'rus;touch OWNED'], {1, 3}),
             (['digitize', 'one.png', '-o', 'out', '-l', '\x1b[31m'], {1, 3}),
             (['digitize', 'one.png', '-o', 'out', '--least-match', 'nan'], {1}),
             (['digitize', 'one.png', '-o', 'out', '--transcription', 'missing'], {2}),
             (['digitize', 'one.png', '-o', 'out', '--types', 'one.png'], {1, 2}),
             (['digitize', 'one.png', '-o', 'out', '--call-number', '\x1b[31m\n' * 10], {0, 1, 2}),
             (['\x1b[31m'], {1}), (['digitize', b'\xff\xfe', '-o', b'\xff'], {1, 2, 5})]
    for arguments, codes in cases:
        folder = suite.folder('arguments')
        (folder / 'one.png').write_bytes(png())
        before = snapshot(folder)
        result = suite.run(arguments, folder)
        faults = suite.promises(result, folder / 'out', codes)
        faults += changes(before, snapshot(folder, ['out', os.fsdecode(b'\xff')]))
        suite.judge(f'names/arguments {arguments}'[:120], faults)
