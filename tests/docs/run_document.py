#!/usr/bin/env python3
"""Runs a document's own commands, as a reader would who copies them one after the other.

usage: run_document.py run DOCUMENT --work FOLDER [--folio PROGRAM]
       run_document.py check DOCUMENT... --folio PROGRAM [--tests FILE]

A block of commands is fenced with ```sh. `run` gives all of them to one bash, in a folder with links to the repository's
folders and with TIMES=1; the first that fails ends it. A block ```text after it is what they say: each line must come in their output, in this
order; "…" stands for anything. ```sh by=NAME is run elsewhere, by the ctest test or the script NAME.

`check` looks at documents without running them: every block says what it is, every `by=` is there, and each command of
folio in them, in a block or within a line, has the subcommand and the options that it is written with; scripts that are
named are there. Commands within lines are run by run_inline.py.
"""
import argparse
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINKED = ['scans', 'ground_truth', 'docs', 'scripts', 'examples', 'tests']
KINDS = {'sh', 'text', 'usage', 'html', 'ebnf', 'xml', 'json', 'cmake', 'cpp', 'tsv'}
FENCE = re.compile(r'^```(.*)$')


class Block:
    def __init__(self, info, line):
        words = info.split()
        self.kind = words[0] if words else ''
        self.by = next((w[3:] for w in words[1:] if w.startswith('by=')), '')
        self.line = line
        self.lines = []

    @property
    def text(self):
        return '\n'.join(self.lines) + '\n'


def blocks_of(document):
    """Its fenced blocks; its text without them, as (line number, text)."""
    blocks, rest, block = [], [], None
    for number, line in enumerate(document.read_text(encoding='utf-8').splitlines(), 1):
        fence = FENCE.match(line)
        if fence and block is None:
            block = Block(fence.group(1), number)
            blocks.append(block)
        elif fence:
            block = None
        elif block is not None:
            block.lines.append(line)
        else:
            rest.append((number, line))
    if block is not None:
        sys.exit(f'{document}:{block.line}: a block is not closed')
    return blocks, rest


def says(output, wanted):
    """The first wanted line that does not come in the output, in order; None when all do."""
    lines = iter(output.splitlines())
    for line in wanted:
        if not line.strip() or line.strip() == '…':
            continue
        pattern = re.compile('.*?'.join(re.escape(' '.join(part.split())) for part in line.split('…')))
        if not any(pattern.search(' '.join(got.split())) for got in lines):
            return line
    return None


def run(document, work, folio):
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in LINKED:
        if (ROOT / name).exists():
            (work / name).symlink_to(ROOT / name)
    programs = work / '.programs'
    programs.mkdir()
    (programs / 'folio').symlink_to(Path(folio).resolve())
    built = work / 'build/release/pipeline/apps/folio'
    built.mkdir(parents=True)
    (built / 'folio').symlink_to(Path(folio).resolve())
    blocks, _ = blocks_of(document)
    script = ['set -euo pipefail', f'export PATH={shlex.quote(str(programs))}:$PATH', f'cd {shlex.quote(str(work))}',
              'export TIMES=1']
    mine = [block for block in blocks if block.kind == 'sh' and not block.by]
    if not mine:
        sys.exit(f'{document}: no commands')
    for number, block in enumerate(mine):
        script += [f'exec > {shlex.quote(str(work))}/.out{number} 2>&1', f'echo {block.line} > .at', block.text]
    done = subprocess.run(['bash', '-c', '\n'.join(script)], stdin=subprocess.DEVNULL, check=False)
    outputs = [(work / f'.out{n}').read_text(encoding='utf-8', errors='replace') if (work / f'.out{n}').exists() else ''
               for n in range(len(mine))]
    if done.returncode != 0:
        at = (work / '.at').read_text().strip()
        shown = '\n'.join(outputs[[b.line for b in mine].index(int(at))].splitlines()[-30:])
        sys.exit(f'{document}:{at}: exit {done.returncode}\n{shown}')
    for block, output in zip(mine, outputs):
        after = blocks.index(block) + 1
        if after < len(blocks) and blocks[after].kind == 'text':
            missing = says(output, blocks[after].lines)
            if missing is not None:
                sys.exit(f'{document}:{blocks[after].line}: does not say: {missing}\n--- it says\n{output}')
    print(f'{document.name}: {len(mine)} blocks of commands')


class Program:
    """What a program's help says of its commands."""

    def __init__(self, program):
        self.program = program
        self.known = {}

    def options(self, words):
        key = tuple(words)
        if key not in self.known:
            got = subprocess.run([self.program, *words, '--help'], capture_output=True, text=True, check=False)
            self.known[key] = set(re.findall(r'(?<![\w-])--?[a-z][\w-]*', got.stdout)) if got.returncode == 0 else None
        return self.known[key]

    def commands(self):
        got = subprocess.run([self.program, '--help'], capture_output=True, text=True, check=True).stdout
        return set(re.findall(r'^  ([a-z][a-z-]*) +', got.split('Subcommands:')[-1], re.M))


def faults_of_command(words, program):
    """Of one command line of folio, without the program's own name."""
    while words and not re.fullmatch(r'[a-z][a-z-]*', words[0]):
        if words[0].startswith('-'):
            break
        return []  # in words: "folio OUT"
    if not words or words[0].startswith('-'):
        return [] if not words or words[0] in program.options([]) else [f'folio has no {words[0]}']
    command = [words[0]]
    if words[0] not in program.commands():
        # A value of an attribute, as `folio typed-line`, is no command.
        return [f'folio has no command {words[0]}'] if '-' not in words[0] else []
    rest = words[1:]
    if rest and program.options([*command, rest[0]]) is not None and re.fullmatch(r'[a-z]+', rest[0]) \
            and program.options([*command, rest[0]]) != program.options(command):
        command.append(rest[0])
        rest = rest[1:]
    known = program.options(command)
    if command == ['retry'] and known is not None:
        known = known | program.options(['digitize'])  # which it runs again
    if known is None:
        return [f'folio {" ".join(command)} has no help']
    return [f'folio {" ".join(command)} has no {option}' for option in
            (word.split('=')[0] for word in rest if re.match(r'--?[a-z]', word)) if option not in known]


def commands_in(text):
    """Command lines of folio in a block of commands."""
    text = text.replace('\\\n', ' ')
    for line in text.splitlines():
        for part in re.split(r'[|;&()]+', re.sub(r'(^|\s)#.*', '', line)):
            words = part.split()
            for place, word in enumerate(words):
                if word == 'folio' or word.endswith('/folio'):
                    yield [w for w in words[place + 1:] if w not in ('>', '2>')]
                    break


def check(documents, folio, tests):
    program = Program(folio)
    known_tests = Path(tests).read_text().split() if tests else None
    faults = []
    for document in documents:
        blocks, rest = blocks_of(document)
        name = document.relative_to(ROOT) if document.is_relative_to(ROOT) else document
        for block in blocks:
            if block.kind not in KINDS:
                faults.append(f'{name}:{block.line}: a block of the unknown kind "{block.kind}"')
            if block.by and not (ROOT / block.by).exists() and known_tests is not None and block.by not in known_tests:
                faults.append(f'{name}:{block.line}: there is no test or script {block.by}')
            if block.kind == 'sh':
                for words in commands_in(block.text):
                    faults += [f'{name}:{block.line}: {fault}' for fault in faults_of_command(words, program)]
        for number, line in rest:
            for code in re.findall(r'`([^`]+)`', line):
                words = code.split()
                if words and re.match(r'(scripts|tests|examples)/[\w./-]*$', words[0]) and not (ROOT / words[0]).exists():
                    faults.append(f'{name}:{number}: there is no {words[0]}')
                if words and words[0] == 'folio':
                    faults += [f'{name}:{number}: {fault}' for fault in faults_of_command(words[1:], program)]
    if faults:
        sys.exit('\n'.join(faults))
    print(f'{len(documents)} documents')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('what', choices=['run', 'check'])
    parser.add_argument('documents', nargs='+', type=Path)
    parser.add_argument('--work', type=Path)
    parser.add_argument('--folio', required=True)
    parser.add_argument('--tests')
    arguments = parser.parse_args()
    documents = [document.resolve() for document in arguments.documents]
    if arguments.what == 'check':
        check(documents, arguments.folio, arguments.tests)
    else:
        run(documents[0], arguments.work.resolve(), arguments.folio)


if __name__ == '__main__':
    main()
