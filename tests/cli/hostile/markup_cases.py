"""hOCR, ALTO and PAGE of any program: to check, to repair, to evaluate, and as a product that somebody edited."""
import http.server
import os
import shutil
import threading

from harness import changes, products, snapshot
from image_files import png

HOCR = ('<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title><meta charset="utf-8"/></head><body>'
        '<div class="ocr_page" title="image &quot;a.tif&quot;; bbox 0 0 100 100"><div class="ocr_carea" title="bbox 1 1 99 99">'
        '<span class="ocr_line" title="bbox 1 1 99 20">{}</span></div></div></body></html>')
WORD = '<span class="ocrx_word" title="bbox 1 1 20 20; x_wconf 90">слово</span>'
ALTO = ('<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page WIDTH="100" HEIGHT="100">'
        '<PrintSpace><TextBlock ID="b"><TextLine ID="l" HPOS="1" VPOS="1" WIDTH="90" HEIGHT="20">{}</TextLine></TextBlock>'
        '</PrintSpace></Page></Layout></alto>')
PAGE = ('<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        '<Page imageFilename="a.tif" imageWidth="100" imageHeight="100"><TextRegion id="r"><Coords points="1,1 99,1 99,99 1,99"/>'
        '<TextLine id="l"><Coords points="1,1 99,1 99,20 1,20"/>{}</TextLine></TextRegion></Page></PcGts>')
ALTO_WORD = '<String CONTENT="слово" HPOS="1" VPOS="1" WIDTH="20" HEIGHT="20"/>'
PAGE_WORD = '<TextEquiv><Unicode>слово</Unicode></TextEquiv>'
FORMS = {'hocr': (HOCR, WORD, '.hocr'), 'alto': (ALTO, ALTO_WORD, '.xml'), 'page': (PAGE, PAGE_WORD, '.xml')}


def doctype(text, declarations):
    """The document with declarations of its own before its root."""
    head, _, rest = text.rpartition('?>')
    return (head + '?>' if head else '') + f'<!DOCTYPE x [{declarations}]>' + rest


def documents(url):
    """name: (ending, bytes), for each of the three forms."""
    bomb = '<!ENTITY e0 "x">' + ''.join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    for form, (frame, word, ending) in FORMS.items():
        sound = frame.format(word)
        yield f'{form}: sound', ending, sound.encode()
        yield f'{form}: empty', ending, b''
        yield f'{form}: zeros', ending, bytes(1000)
        yield f'{form}: binary', ending, png()
        yield f'{form}: bomb of entities', ending, doctype(frame.format('&e9;'), bomb).encode()
        for name, target in (('a file', 'file:///etc/passwd'), ('a server', url), ('a device', 'file:///dev/zero')):
            yield (f'{form}: entity from {name}', ending,
                   doctype(frame.format('&x;'), f'<!ENTITY x SYSTEM "{target}">').encode())
            yield (f'{form}: doctype from {name}', ending,
                   sound.replace('<html', f'<!DOCTYPE html SYSTEM "{target}"><html', 1).encode() if form == 'hocr'
                   else sound.replace('?>', f'?><!DOCTYPE x SYSTEM "{target}">', 1).encode())
        yield f'{form}: deep', ending, frame.format('<b>' * 100_000).encode()
        yield f'{form}: deep and closed', ending, frame.format('<b>' * 50_000 + '</b>' * 50_000).encode()
        for share in (0.1, 0.5, 0.9):
            yield f'{form}: cut at {share}', ending, sound.encode()[:int(len(sound.encode()) * share)]
        yield f'{form}: an attribute of four megabytes', ending, sound.replace('1 1', '1 1' + ' 1' * (2 << 20), 1).encode()
        yield f'{form}: five thousand words', ending, frame.format(word * 5000).encode()
        yield f'{form}: numbers beyond', ending, sound.replace('100', '9' * 30).replace('"1', '"-1e999').encode()
        yield f'{form}: no numbers', ending, sound.replace('100', 'NaN').replace('20', 'inf').encode()
        yield f'{form}: utf-16', ending, sound.encode('utf-16')
        yield f'{form}: cp1251 without saying', ending, sound.encode('cp1251')
        yield f'{form}: another encoding than said', ending, ('<?xml version="1.0" encoding="utf-16"?>' + sound.partition('?>')[2]
                                                              if '?>' in sound else sound).encode()
        yield f'{form}: zeros within', ending, sound.replace('слово', 'сло\0во').encode()
        yield f'{form}: control characters', ending, sound.replace('слово', '\x1b[31m\u202Eсло&#27;во&#0;').encode()
        yield f'{form}: names with controls', ending, sound.replace('a.tif', 'a\x1b[31m&#27;[31m.tif').encode()


class Listener(http.server.BaseHTTPRequestHandler):
    """Notes every request: there must be none."""
    asked = []

    def do_GET(self):  # noqa: N802, the name that http.server calls
        Listener.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_):
        pass


def run(suite):
    server = http.server.HTTPServer(('127.0.0.1', 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder = suite.folder('markup')
    (folder / 'truth.txt').write_text('слово')
    for number, (name, ending, content) in enumerate(documents(f'http://127.0.0.1:{server.server_port}/x')):
        if not suite.wants(f'markup/{name}'):
            continue
        file = folder / f'd{number}{ending}'
        file.write_bytes(content)
        before = snapshot(folder)
        runs = [['evaluate', '--truth', 'truth.txt', file.name]]
        if ending == '.hocr':
            runs += [['hocr', 'check', file.name], ['hocr', 'repair', file.name, '-o', f'repaired{number}']]
        faults = []
        for arguments in runs:
            result = suite.run(arguments, folder)
            faults += [f'{arguments[:2]}: {fault}' for fault in suite.promises(result, codes={0, 2, 20, 21})]
            if b'root:' in result.stdout:
                faults.append('gives what stands in another file')
            if result.code == 2 and file.name not in result.said + result.stdout.decode('utf-8', 'replace'):
                faults.append(f'no message names the file: {result.said[:200]}')
        if Listener.asked:
            faults.append(f'asked the network for {Listener.asked}')
            Listener.asked.clear()
        suite.judge(f'markup/{name}', faults + changes(before, snapshot(folder, [f'repaired{number}'])))
    edited_cases(suite, f'http://127.0.0.1:{server.server_port}/x')
    server.shutdown()


def edited_cases(suite, url):
    """A person's file in the place of a product: kept, or copied aside, whatever is in it; the page is done."""
    first = suite.folder('edited')
    (first / 'one.png').write_bytes(png(200, 280))
    suite.run(['digitize', 'one.png', '-o', 'out', '--jobs', '1'], first)
    clean = products(first / 'out', 'one')
    for name, ending, content in documents(url):
        if ending != '.hocr' or not suite.wants(f'markup/edited {name}'):
            continue
        folder = suite.folder('edited-one')
        shutil.copytree(first, folder, dirs_exist_ok=True)
        (folder / 'out/one.hocr').write_bytes(content)
        before = snapshot(folder)
        result = suite.run(['digitize', 'one.png', '-o', 'out', '--jobs', '1'], folder)
        faults = suite.promises(result, folder / 'out', {0}) + changes(
            {path: value for path, value in before.items() if b'/out' not in path}, snapshot(folder, ['out']))
        # As a copy, or (where it can be read) word for word among the corrections.
        copies = [file for file in os.listdir(folder / 'out') if (folder / 'out' / file).is_file()
                  and (folder / 'out' / file).read_bytes() == content]
        if not copies and not (folder / 'out/stages/one/corrections.json').exists():
            faults.append('what was written there is lost')
        if Listener.asked:
            faults.append(f'asked the network for {Listener.asked}')
            Listener.asked.clear()
        if products(folder / 'out', 'one').keys() != clean.keys():
            faults.append('not all products')
        suite.judge(f'markup/edited {name}', faults)
