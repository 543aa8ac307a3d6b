"""Output folders in which something is in the way, damaged, or leads elsewhere; no space. Each case is a folder with one
small sound page; once what is in the way is gone, a rerun has to give what a run into a new folder gives."""
import fcntl
import os
import resource
import shutil
import socket
import subprocess

from harness import changes, is_done, products, snapshot, wait_for
from image_files import png

FAILED = {2, 5, 20}


def small_page(folder):
    (folder / 'one.png').write_bytes(png(200, 280))


class Case:
    """One folder with page, OUT and an outside that must stay as it is."""

    def __init__(self, suite, name):
        self.suite, self.name = suite, name
        self.folder = suite.folder('output')
        small_page(self.folder)
        self.out = self.folder / 'out'
        self.outside = self.folder / 'outside'
        self.outside.mkdir()
        (self.outside / 'kept').write_text('kept')
        self.faults = []

    def digitize(self, codes, out='out', options=(), unchanged=True, **settings):
        """A run over what the case has laid out."""
        before = snapshot(self.folder, [out])
        result = self.suite.run(['digitize', 'one.png', '-o', out, '--jobs', '1', *options], self.folder, **settings)
        self.faults += self.suite.promises(result, self.out, codes)
        if unchanged:
            self.faults += changes(before, snapshot(self.folder, [out]))
        return result

    def expect(self, holds, otherwise):
        if not holds:
            self.faults.append(otherwise)

    def expect_whole(self):
        """The page's products are those of a run into a new folder."""
        self.expect(products(self.out, 'one') == self.suite.clean_products, 'other products than in a new folder')

    def end(self):
        self.suite.judge(f'outputs/{self.name}', self.faults)


# Where OUT itself is not what it should be: how it is made, the exit codes.

def as_file(case):
    case.out.write_text('')


def link_to(target):
    return lambda case: os.symlink(target, case.out)


PLACES = {
    'OUT is a file': (as_file, 'out', {5}),
    'OUT is below a file': (as_file, 'out/below', {5}),
    'OUT is a link to nowhere': (link_to('nowhere'), 'out', {5}),
    'OUT is a circle of links': (link_to('out'), 'out', {5}),
    'OUT is a link to a device': (link_to('/dev/null'), 'out', {5}),
    'OUT is a fifo': (lambda case: os.mkfifo(case.out), 'out', {5}),
    'OUT is in /proc': (lambda case: None, '/proc/folio-out', {5}),
    'OUT is below /dev/null': (lambda case: None, '/dev/null/out', {5}),
    'OUT has too long a name': (lambda case: None, 'x' * 256, {5}),
    'OUT has too long a path': (lambda case: None, '/'.join(['y' * 200] * 30), {5}),
    'OUT has an odd name': (lambda case: None, 'o\x1b[31m\n\tut', {0}),
    'OUT has bytes that are no text': (lambda case: None, b'o\xff\xfe', {0}),
    'OUT has a name of 255 bytes': (lambda case: None, 'z' * 255, {0}),
    'OUT is three folders deep': (lambda case: None, 'a/b/c', {0}),
    'OUT ends with a slash': (lambda case: None, 'out/', {0}),
}


def place_cases(suite):
    for name, (make, out, codes) in PLACES.items():
        if not suite.wants(f'outputs/{name}'):
            continue
        case = Case(suite, name)
        make(case)
        case.digitize(codes, out)
        case.end()
    case = Case(suite, 'OUT is a link to a folder')
    (case.folder / 'real').mkdir()
    os.symlink('real', case.out)
    case.digitize({0}, unchanged=False)
    case.expect_whole()
    case.end()
    case = Case(suite, 'OUT is the folder of the input')
    for _ in range(2):
        result = suite.run(['digitize', '.', '-o', '.', '--jobs', '1'], case.folder)
        case.faults += suite.promises(result, case.folder, {0})
        case.expect('1 of 1' in result.said or 'unchanged' in result.said or '1 pages' in result.said,
                    f'took its own products for pages: {result.said}')
    case.end()
    case = Case(suite, 'OUT is in the folder of the input')
    for _ in range(2):
        result = suite.run(['digitize', '.', '-o', 'out', '--jobs', '1'], case.folder)
        case.faults += suite.promises(result, case.out, {0})
    case.expect_whole()
    case.end()


# What may be in the way within OUT: how it is put there; whether the page must fail, or is done all the same.

def folder_with_file(path):
    os.makedirs(path)
    (path / 'in the way').write_text('')


def listening_socket(path):
    server = socket.socket(socket.AF_UNIX)
    before = os.getcwd()
    os.chdir(path.parent)
    server.bind(path.name)
    os.chdir(before)
    server.close()


def read_only(path):
    path.write_text('old')
    path.chmod(0o444)


WAYS = {
    'a folder': folder_with_file,
    'a link to a file outside': lambda path: os.symlink('../outside/kept', path),
    'a link to nowhere outside': lambda path: os.symlink('../outside/made', path),
    'a link to endless zeros': lambda path: os.symlink('/dev/zero', path),
    'a link to a folder outside': lambda path: os.symlink('../outside', path),
    'a circle of links': lambda path: os.symlink(path.name, path),
    'a read-only file': read_only,
    'a fifo': os.mkfifo,
    'a socket': listening_socket,
    'an empty file': lambda path: path.write_text(''),
    'a large file': lambda path: path.write_bytes(bytes(4 << 20)),
}


def in_the_way_cases(suite):
    for product in ('one.hocr', 'one.typed.txt', 'one.layers.png', 'review.tsv'):
        for way, make in WAYS.items():
            name = f'{product} is {way}'
            if not suite.wants(f'outputs/{name}'):
                continue
            case = Case(suite, name)
            case.out.mkdir()
            make(case.out / product)
            case.digitize({0} | FAILED)
            if way == 'a folder':
                case.expect((case.out / product / 'in the way').exists(), 'removed what was in the way')
                shutil.rmtree(case.out / product)
            elif (case.out / product).is_symlink() or not (case.out / product).is_file():
                (case.out / product).unlink(missing_ok=True)
            case.digitize({0})
            case.expect_whole()
            case.end()


# What an earlier run left, damaged: the file below OUT, what becomes of it.

def overwrite(bytes_):
    def damage(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.write_bytes(bytes_)
    return damage


def half(path):
    data = path.read_bytes() if path.is_file() else b''
    overwrite(data[:len(data) // 2])(path)


def replaced(make):
    def damage(path):
        if path.is_file():
            path.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)
    return damage


def outside_of(path):
    """The folder that must stay as it is, for a path below OUT."""
    return next(parent for parent in path.parents if parent.name == 'out').parent / 'outside'


DAMAGES = {
    'empty': overwrite(b''), 'zeros': overwrite(bytes(5000)), 'text': overwrite('это не то'.encode()), 'half': half,
    'deep': overwrite(b'[' * 100000), 'wrong': overwrite(b'{"format": 2, "pages": 7, "lines": {}}'),
    'numbers beyond': overwrite(b'{"format": 2, "size": [1e99, -1], "page_idx": 99999999999999999999}'),
    'a folder': replaced(folder_with_file), 'a fifo': replaced(os.mkfifo),
    'endless zeros': replaced(lambda path: os.symlink('/dev/zero', path)),
    'a link outside': replaced(lambda path: os.symlink(outside_of(path) / 'kept', path)),
}


def damage_cases(suite):
    left = ['folio.json', 'one/scanned.json', 'one/recognized.json', 'one/written.hocr', 'one/scan-masks.png']
    if suite.has('status'):
        left += ['one/done.json', 'journal.sqlite', 'lock']
    else:
        suite.skip('outputs/damaged records and journals', 'this folio has no folio status yet')
    for file in left:
        for way, damage in DAMAGES.items():
            name = f'earlier {file}: {way}'
            if not suite.wants(f'outputs/{name}'):
                continue
            case = Case(suite, name)
            shutil.copytree(suite.clean, case.out, symlinks=True)
            damage(case.out / 'stages' / file)
            # Stage commands first: they read what is damaged.
            before = snapshot(case.folder, ['out'])
            result = suite.run(['export', 'out'], case.folder)
            case.faults += suite.promises(result, case.out)
            case.faults += changes(before, snapshot(case.folder, ['out']))
            case.digitize({0} | FAILED)
            if way in ('a folder', 'a fifo', 'endless zeros', 'a link outside'):
                subprocess.run(['rm', '-rf', case.out / 'stages' / file], check=True)
            case.digitize({0})
            case.expect_whole()
            case.end()


def corrections_cases(suite):
    """What a person corrected is never written over, however damaged it is."""
    for way, damage in DAMAGES.items():
        case = Case(suite, f'corrections.json: {way}')
        file = case.out / 'stages/one/corrections.json'
        shutil.copytree(suite.clean, case.out)
        damage(file)
        before = os.lstat(file)
        case.digitize({0} | FAILED)
        after = os.lstat(file)
        case.expect((before.st_ino, before.st_size) == (after.st_ino, after.st_size), 'was written over')
        case.end()


def stage_folder_cases(suite):
    for name, make in {
            'stages is a file': lambda out: (out / 'stages').write_text(''),
            'stages is a link outside': lambda out: os.symlink('../outside', out / 'stages'),
            'stages is a link to nowhere': lambda out: os.symlink('../outside/made', out / 'stages'),
            'stages/one is a file': lambda out: ((out / 'stages').mkdir(), (out / 'stages/one').write_text('')),
            'stages/one is a link outside': lambda out: ((out / 'stages').mkdir(), os.symlink('../../outside', out / 'stages/one')),
            'debug is a file': lambda out: (out / 'debug').write_text(''),
            'debug is a link outside': lambda out: os.symlink('../outside', out / 'debug')}.items():
        case = Case(suite, name)
        case.out.mkdir()
        make(case.out)
        result = case.digitize({0} | FAILED, options=['--debug-images'], unchanged=False)
        if 'outside' in name and suite.has('status'):
            case.expect(os.listdir(case.outside) == ['kept'], 'something was written outside')
            case.expect(result.code in FAILED, f'exit {result.code}')
        case.end()


def space_cases(suite):
    """No space: a limit on the size of files stands for a full disk. The rerun completes."""
    for limit in (0, 1, 100, 500, 1000, 3000, 10000):
        case = Case(suite, f'files of at most {limit} bytes')
        case.digitize({0} | FAILED, limits=[(resource.RLIMIT_FSIZE, limit)])
        case.digitize({0})
        case.expect_whole()
        case.end()
    for limit in (3, 8, 16, 24):
        case = Case(suite, f'at most {limit} open files')
        case.digitize({0, 3, 127} | FAILED, limits=[(resource.RLIMIT_NOFILE, limit)])
        case.digitize({0})
        case.expect_whole()
        case.end()


def lock_cases(suite):
    """One folio at a time works in an OUT; the second waits and says so."""
    if not suite.has('status'):
        suite.skip('outputs/the lock', 'this folio has no folio status yet')
        return
    case = Case(suite, 'the lock is held, then let go')
    shutil.copytree(suite.clean, case.out)
    with open(case.out / 'stages/lock', 'a+') as held, open(case.folder / 'told', 'wb+') as told:
        fcntl.flock(held, fcntl.LOCK_EX)

        def let_go(process):
            said = wait_for(lambda: b'wait' in (case.folder / 'told').read_bytes(), process)
            case.expect(said, 'does not say that it waits')
            fcntl.flock(held, fcntl.LOCK_UN)
        case.digitize({0}, during=let_go, stderr=told, unchanged=False)
    case.expect_whole()
    case.end()


def run(suite):
    clean = suite.folder('clean')
    small_page(clean)
    result = suite.run(['digitize', 'one.png', '-o', 'out', '--jobs', '1'], clean)
    suite.clean, suite.clean_products = clean / 'out', products(clean / 'out', 'one')
    suite.judge('outputs/a new folder', suite.promises(result, suite.clean, {0})
                + ([] if is_done(suite.clean, 'one') else ['not done']))
    for cases in (place_cases, in_the_way_cases, damage_cases, corrections_cases, stage_folder_cases, space_cases, lock_cases):
        cases(suite)
