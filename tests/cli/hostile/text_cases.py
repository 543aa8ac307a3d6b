"""Transcriptions: bytes that are no text, marks that go wrong, sizes that nobody writes."""
from harness import changes, is_done, snapshot
from image_files import png

MARKS = ('~~', '^{', '*', '[', '[[', '⟦h:', '⟦del:', '⟦ins:', '[handwritten: ', '[signed', '}', '⟧', ']]', '**')
CHECKED = {0, 2, 21}


def tei(body):
    return ('<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>' + body
            + '</p></body></text></TEI>').encode()


def texts():
    """name: (bytes, exit codes)"""
    found = {
        'empty': (b'', CHECKED), 'blank': (b' \n\n \t\n', CHECKED), 'zeros': (bytes(100000), CHECKED),
        'binary': (bytes(i * i * 7919 >> 3 & 255 for i in range(100000)), CHECKED), 'image': (png(), CHECKED),
        'bad utf-8': ('слово '.encode() * 100 + b'\xff\xfe\xc0\xaf\xed\xa0\x80' + ' слово'.encode(), CHECKED),
        'utf-16': ('слово и слово'.encode('utf-16'), CHECKED), 'utf-32': ('слово'.encode('utf-32'), CHECKED),
        'cp1251': ('слово и слово, много слов'.encode('cp1251') * 50, CHECKED),
        'byte order mark': (b'\xef\xbb\xbf' + 'слово'.encode(), CHECKED),
        'zeros within': ('сло\0во \0 слово'.encode(), CHECKED),
        'control characters': ('\x1b[31mслово\x1b]0;title\x07 \x08\x7f \u202Eслово'.encode(), CHECKED),
        'returns alone': ('слово\rслово\r'.encode(), CHECKED), 'a line of ten megabytes': ('слово '.encode() * 900_000, CHECKED),
        'a word of a megabyte': (b'a' * (1 << 20), CHECKED), 'a million lines': (b'a\n' * 1_000_000, CHECKED),
        'combining marks': (('а' + '\u0336' * 5000).encode() * 20, CHECKED),
        'marks of all kinds': ((' слово '.join(MARKS) * 500).encode(), CHECKED),
        'numbers': (b'99999999999999999999 -1 0 1e999\n' * 1000, CHECKED),
        'page lines': ('\n'.join(str(i) for i in range(50_000)).encode(), CHECKED),
        'a slip to no page': ('Вставка №99999999999999999999 к стр. 99999999999999999999\n'.encode() * 100, CHECKED),
        'a script tag': ('<script>alert(1)</script> "\'>&amp;&lt;'.encode(), CHECKED),
        'xml that is none': (b'<?xml version="1.0"?><TEI><text><body>', CHECKED), 'tei': (tei('слово'), CHECKED),
        'tei deep': (tei('<hi>' * 20000 + 'слово' + '</hi>' * 20000), CHECKED),
        'tei with entities': (b'<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + tei('&b;')[21:], CHECKED),
        'tei with a file': (b'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + tei('&a;')[21:], CHECKED),
        'tei cut': (tei('слово ' * 100)[:-30], CHECKED),
    }
    for mark in MARKS:
        found[f'never closed {mark}'] = ((f'слово {mark}слово ' * 200).encode(), CHECKED)
        found[f'ten thousand deep {mark}'] = ((mark * 10000 + 'слово').encode(), CHECKED)
    return found


def run(suite):
    folder = suite.folder('texts')
    (folder / 'one.png').write_bytes(png())
    for number, (name, (text, codes)) in enumerate(texts().items()):
        if not suite.wants(f'texts/{name}'):
            continue
        file = folder / f't{number}.txt'
        file.write_bytes(text)
        before = snapshot(folder)
        faults = []
        for arguments in (['transcription', 'check', file.name], ['transcription', 'read', file.name]):
            result = suite.run(arguments, folder)
            faults += [f'{arguments[1]}: {fault}' for fault in suite.promises(result, codes=codes)]
            if b'root:' in result.stdout:
                faults.append('gives what stands in another file')
            if result.code == 2 and file.name not in result.said + result.stdout.decode('utf-8', 'replace'):
                faults.append(f'no message names the file: {result.said[:200]}')
        suite.judge(f'texts/{name}', faults + changes(before, snapshot(folder)))
    # With a page: whatever the transcription is, the page is done or the run says why not.
    found = texts()
    for name in ('empty', 'binary', 'zeros', 'utf-16', 'marks of all kinds', 'ten thousand deep ⟦h:', 'tei with a file',
                 'control characters'):
        (folder / 'given.txt').write_bytes(found[name][0])
        before = snapshot(folder, ['out'])
        result = suite.run(['digitize', 'one.png', '-o', 'out', '--jobs', '1', '--transcription', 'given.txt'], folder)
        faults = suite.promises(result, folder / 'out', {0, 2, 20, 21}) + changes(before, snapshot(folder, ['out']))
        if result.code == 0 and not is_done(folder / 'out', 'one'):
            faults.append('the page is not done')
        suite.judge(f'texts/a page with: {name}', faults)
