#!/usr/bin/env python3
"""Runs the commands of folio that documents name within their lines, each in a fresh copy of a small run's folder.

usage: run_inline.py DOCUMENT... --folio PROGRAM --pages FOLDER --record FILE --work FOLDER

A name in capitals stands for what a reader puts there: PLACES says what that is here. A command that is named by its
options alone gets OPERANDS. One that is named by itself, with neither, is a mention, and not run. Each has to end with 0.
"""
import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from run_document import ROOT, blocks_of

PLACES = {
    '': {'FOLDER': 'scans', 'SCANS': 'scans', 'SCAN': 'scans/letter1.tif', 'OUT': 'out', '$OUT': 'out', 'telegram': 'out',
         '@list': '@list', '@manifest': '@list', 'I/N': '1/1', 'FILE': 'record.txt', 'PATCH': 'patch.json', 'PAIRS': 'pairs',
         'MACHINE.types': 'machine.types', 'DOCUMENT': 'out/letter1.hocr'},
    'hocr check': {'FILE': 'out/letter1.hocr', 'FILE…': 'out/letter1.hocr out/order1.hocr'},
    'hocr repair': {'FILE': 'out/letter1.hocr', 'OUT': 'mended.hocr'},
}
OPERANDS = {
    'digitize': 'SCAN -o OUT', 'pairs': 'OUT -o PAIRS', 'status': 'OUT', 'retry': 'OUT', 'review': 'OUT -o review.html',
    'export': 'OUT', 'adapt': 'OUT --transcription FILE -t MACHINE.types', 'merge': '@list -o OUT',
}


def prepare(folder, folio, pages, record):
    """A folio of eight pages that was digitized in shards and put together, as far as a reader would have come."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / 'scans').mkdir(parents=True)
    text = record.read_text(encoding='utf-8')
    for number in range(1, 5):
        for page in ('letter', 'order'):
            shutil.copy(pages / f'{page}.tif', folder / f'scans/{page}{number}.tif')
    (folder / 'record.txt').write_text(text * 4, encoding='utf-8')
    for command in ('manifest scans > list', 'digitize --shard 1/1 @list -o out -q', 'merge @list -o out --transcription record.txt -q'):
        done = subprocess.run(f'{shlex.quote(str(folio))} {command}', shell=True, cwd=folder, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f'folio {command}: exit {done.returncode}: {done.stderr}')
    word = re.search(r"class='ocrx_word' id='([^']+)' title='bbox (\d+) (\d+) (\d+) (\d+)|"
                     r'class="ocrx_word" id="([^"]+)" title="bbox (\d+) (\d+) (\d+) (\d+)',
                     (folder / 'out/letter1.hocr').read_text(encoding='utf-8'))
    found = [group for group in word.groups() if group is not None]
    edit = {'kind': 'note', 'id': found[0], 'box': [int(side) for side in found[1:]], 'text': 'see leaf 2'}
    patch = {'format': 'folio-review-patch', 'version': 1,
             'pages': [{'page': 'letter1', 'image_sha256': '', 'text_sha256': '', 'edits': [edit]}]}
    (folder / 'patch.json').write_text(json.dumps(patch), encoding='utf-8')


def commands_of(document):
    """(line, words) of each command within a line."""
    _, rest = blocks_of(document)
    for number, line in rest:
        for code in re.findall(r'`(folio [^`]+)`', line):
            yield number, code.split()[1:]


def to_run(words):
    """The words as they are run; None for a mention of a command."""
    if words[0].startswith('-'):
        return words
    name = ' '.join(words[:2]) if words[0] in ('hocr', 'transcription') else words[0]
    rest = words[len(name.split()):]
    if not rest or '-' in name:  # `folio typed-line` is the value of an attribute
        return None
    if rest == ['--shard']:  # as it is written out elsewhere
        rest = ['--shard', 'I/N', '@list', '-o', 'OUT']
    elif not any(word in PLACES[''] or word in PLACES.get(name, {}) or word.startswith('@') for word in rest):
        if name not in OPERANDS:
            return name.split() + rest  # which then says what it lacks
        rest = rest + OPERANDS[name].split()
    if name == 'digitize' and '-o' not in rest:
        rest = rest + ['-o', 'OUT']
    places = PLACES[''] | PLACES.get(name, {})
    return name.split() + ' '.join(places.get(word, word) for word in rest).split()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('documents', nargs='+', type=Path)
    for name in ('folio', 'pages', 'record', 'work'):
        parser.add_argument(f'--{name}', type=lambda text: Path(text).resolve(), required=True)
    given = parser.parse_args()
    made = given.work / 'made'
    prepare(made, given.folio, given.pages, given.record)
    ran, faults = {}, []
    for document in given.documents:
        for number, words in commands_of(document.resolve()):
            command = to_run(words)
            if command is None or tuple(command) in ran:
                continue
            where = f'{document.resolve().relative_to(ROOT)}:{number}: folio {" ".join(words)}'
            ran[tuple(command)] = where
            copy = given.work / 'copy'
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(made, copy, symlinks=True)
            line = ' '.join(word if word == '>' else shlex.quote(word) for word in [str(given.folio), *command])
            done = subprocess.run(line, shell=True, cwd=copy, check=False, capture_output=True, text=True)
            if done.returncode != 0:
                faults.append(f'{where}: run as {" ".join(command)}: exit {done.returncode}: {(done.stderr or done.stdout)[-400:]}')
    if faults or len(ran) < 10:
        sys.exit('\n'.join(faults) or f'only {len(ran)} commands found')
    print('\n'.join(f'folio {" ".join(command)}' for command in ran))


if __name__ == '__main__':
    main()
