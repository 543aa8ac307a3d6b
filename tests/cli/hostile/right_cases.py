"""Files and folders that the user may not read or may not write to, as a user without rights: where the suite is run by
root, folio is run as nobody. Once access is given, a rerun has to give what a run into a new folder gives."""
import os
import shutil
import subprocess

from harness import changes, is_done, products, snapshot
from image_files import png

NOBODY = 65534
FAILED = {2, 5, 20}


def user_of(suite):
    """The user to run folio as, None for the one of the suite; or why that cannot be."""
    if os.geteuid() != 0:
        return None, ''
    try:
        seen = suite.run(['--version'], '/', user=NOBODY).code == 0
    except PermissionError:
        seen = False
    os.makedirs(suite.work, exist_ok=True)
    reached = subprocess.run(['ls', suite.work], check=False, capture_output=True, user=NOBODY, group=NOBODY,
                             extra_groups=[]).returncode == 0
    return NOBODY, '' if seen and reached else f'{suite.folio} and {suite.work} are not open to other users'


class Case:
    """A folder with three pages that belongs to the user."""

    def __init__(self, suite, name, out=False):
        self.suite, self.name = suite, name
        self.folder = suite.folder('rights')
        (self.folder / 'in').mkdir()
        for stem, width in (('a', 200), ('b', 210), ('c', 220)):
            (self.folder / f'in/{stem}.png').write_bytes(png(width, 280))
        self.out = self.folder / 'out'
        if out:
            shutil.copytree(suite.clean, self.out)
        self.own(self.folder)
        self.faults = []

    def own(self, path):
        if self.suite.user is not None:
            subprocess.run(['chown', '-hR', f'{self.suite.user}:{self.suite.user}', path], check=True)

    def close(self, path, mode):
        (self.folder / path).chmod(mode)

    def open(self, path='.'):
        subprocess.run(['chmod', '-R', 'u+rwX', self.folder / path], check=True)
        self.own(self.folder / path)

    def folio(self, codes, *arguments, **settings):
        """A run that changes nothing but what is below OUT."""
        before = snapshot(self.folder, ['out'])
        result = self.suite.run(list(arguments), self.folder, user=self.suite.user, **settings)
        self.faults += self.suite.promises(result, self.out, codes)
        self.faults += changes(before, snapshot(self.folder, ['out']))
        return result

    def digitize(self, codes, *options, **settings):
        return self.folio(codes, 'digitize', 'in', '-o', 'out', '--jobs', '1', *options, **settings)

    def expect(self, holds, otherwise):
        if not holds:
            self.faults.append(otherwise)

    def expect_said(self, result, *words):
        for word in words:
            self.expect(word in result.said, f'does not name {word}: {result.said[-500:]}')

    def expect_whole(self):
        for stem in 'abc':
            self.expect(products(self.out, stem) == products(self.suite.clean, stem),
                        f'{stem}: other products than in a new folder')

    def expect_done_or_told(self, result, place):
        if result.code != 0:
            self.expect_said(result, place + '/')
        elif os.access(self.out, os.R_OK | os.X_OK):
            self.expect_whole()
        else:
            self.faults.append('done, in a folder that is closed')

    def end(self):
        self.suite.judge(f'rights/{self.name}', self.faults)


def reading_cases(suite):
    case = Case(suite, 'one image of three cannot be read')
    case.close('in/b.png', 0)
    case.expect_said(case.digitize({20}), 'b.png')
    case.expect(is_done(case.out, 'a') and is_done(case.out, 'c'), 'the others are not done')
    case.expect(not products(case.out, 'b'), 'products of the page that cannot be read')
    case.open('in')
    case.digitize({0})
    case.expect_whole()
    case.end()
    for name, mode in (('may not be listed', 0o300), ('may not be entered', 0o600), ('is closed', 0)):
        case = Case(suite, f'the folder of images {name}')
        case.close('in', mode)
        case.digitize(FAILED)
        case.open('in')
        case.digitize({0})
        case.expect_whole()
        case.end()
    for option in ('--transcription', '--translation'):
        case = Case(suite, f'{option}: a file that cannot be read')
        (case.folder / 'text.txt').write_text('Дорогой товарищ')
        case.open()
        case.close('text.txt', 0)
        case.expect_said(case.digitize({5}, option, 'text.txt'), 'text.txt')
        case.end()
    case = Case(suite, 'a list of images that cannot be read')
    (case.folder / 'list').write_text('in/a.png\n')
    case.close('list', 0)
    case.expect_said(case.folio({5}, 'digitize', '@list', '-o', 'out'), 'list')
    case.end()


def writing_cases(suite):
    case = Case(suite, 'OUT may not be written to')
    case.out.mkdir()
    case.open('out')
    case.close('out', 0o555)
    case.expect_said(case.digitize({5}), 'out/')
    case.expect(not os.listdir(case.out), 'something was written')
    case.open('out')
    case.digitize({0})
    case.expect_whole()
    case.end()
    case = Case(suite, 'the folder of OUT may not be written to')
    case.close('.', 0o555)
    case.expect_said(case.digitize({5}), 'folio: out')
    case.open()
    case.end()
    # What becomes closed in an OUT that is done: the paths below it, their mode.
    for name, paths, mode in (('OUT is closed', ['.'], 0), ('OUT', ['.'], 0o555), ('the stages', ['stages'], 0o555),
                              ('the stages are closed', ['stages'], 0), ('a page\'s stages', ['stages/b'], 0o555),
                              ('a page\'s stages are closed', ['stages/b'], 0), ('the lock', ['stages/lock'], 0o444),
                              ('the journal', ['stages/journal.sqlite'], 0o444),
                              ('the journal is closed', ['stages/journal.sqlite'], 0),
                              ('a record is closed', ['stages/b/done.json'], 0),
                              ('a product', ['b.hocr'], 0o444), ('a product is closed', ['b.hocr'], 0)):
        for wanted in ('nothing to do', 'a page to do'):
            case = Case(suite, f'{name}, {mode:03o}: {wanted}', out=True)
            if wanted == 'a page to do':
                for file in case.out.glob('b.*'):
                    if file.name != 'b.hocr' or 'b.hocr' not in paths:
                        file.unlink()
            for path in paths:
                case.close(f'out/{path}', mode)
            case.expect_done_or_told(case.digitize({0} | FAILED), 'out')
            case.open('out')
            case.digitize({0})
            case.expect_whole()
            case.end()
    if suite.user is None:
        suite.skip('rights/files of another user', 'the suite is not run by root')
        return
    for path in ('a.hocr', 'stages/lock', 'stages/journal.sqlite', 'stages/a/done.json', 'stages/a', 'stages', '.'):
        case = Case(suite, f'out/{path} is another user\'s', out=True)
        subprocess.run(['chown', '-R', '0:0', case.out / path], check=True)
        for file in case.out.glob('a.*'):
            if path != 'a.hocr':
                file.unlink()
        case.expect_done_or_told(case.digitize({0} | FAILED), 'out')
        case.open('out')
        case.digitize({0})
        case.expect_whole()
        case.end()


def other_command_cases(suite):
    """OUT is done and may be read only: what writes elsewhere is done, what writes into it says that it may not."""
    case = Case(suite, 'status and review of an OUT that may only be read', out=True)
    subprocess.run(['chmod', '-R', 'a-w', case.out], check=True)
    before = snapshot(case.out)
    case.folio({0}, 'status', 'out')
    page = suite.run(['review', 'out', '-o', 'review.html'], case.folder, user=suite.user)
    case.faults += suite.promises(page, case.out, {0})
    case.faults += changes(before, snapshot(case.out))
    case.open()
    case.end()
    case = Case(suite, 'export, retry and reconcile into an OUT that may only be read', out=True)
    (case.folder / 'text.txt').write_text('Дорогой товарищ')
    case.own(case.folder)
    subprocess.run(['chmod', '-R', 'a-w', case.out], check=True)
    before = snapshot(case.out)
    for arguments in (['export', 'out'], ['retry', 'out'], ['reconcile', 'out', '--transcription', 'text.txt']):
        case.expect_said(case.folio({5}, *arguments), 'out/')
    case.faults += changes(before, snapshot(case.out))
    case.open()
    case.digitize({0})
    case.expect_whole()
    case.end()
    for variable, value in (('TMPDIR', '/nonexistent'), ('TMPDIR', '/proc'), ('HOME', '/nonexistent'), ('HOME', None)):
        case = Case(suite, f'{variable} is {value}')
        environment = {k: v for k, v in os.environ.items() if k != variable} | ({variable: value} if value else {})
        case.digitize({0}, environment=environment)
        case.expect_whole()
        case.end()


def run(suite):
    suite.user, obstacle = user_of(suite)
    if obstacle:
        suite.skip('rights', obstacle)
        return
    suite.clean = suite.folder('rights-clean') / 'out'
    case = Case(suite, 'a new folder')
    case.digitize({0})
    shutil.copytree(case.out, suite.clean)
    case.expect(all(is_done(suite.clean, stem) for stem in 'abc'), 'not done')
    case.end()
    for cases in (reading_cases, writing_cases, other_command_cases):
        cases(suite)
