"""Runs folio on hostile things and holds each run against what it promises whatever it is given: an exit code of its
contract, messages that name the file and hold no control characters, no crash, no hang, bounded memory, nothing half
written, nothing written outside OUT."""
import hashlib
import os
import re
import resource
import signal
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

CONTRACT = {0, 1, 2, 3, 5, 20, 21, 130}
TIMEOUT = 60  # seconds; generous, a run takes one or two
MOST_MEMORY = 4 << 30  # bytes that a run may allocate at all, so that a fault does not take the machine down
CONTROL = re.compile(r'[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]')


@dataclass
class Run:
    """What a run of folio left."""
    code: int  # negative: killed by that signal
    stdout: bytes
    stderr: bytes
    peak_bytes: int
    timed_out: bool = False

    @property
    def said(self):
        return self.stderr.decode('utf-8', 'replace')


@dataclass
class Suite:
    folio: Path
    pages: Path  # of tests/cli/draw_pages.sh
    work: Path
    only: str = ''
    memory: int = 1536 << 20  # bytes that no process may pass
    counts: dict = field(default_factory=lambda: {'passed': 0, 'failed': 0, 'skipped': 0})

    def folder(self, name):
        """A fresh folder for a case; short, since names of 255 bytes go into it."""
        path = self.work / name
        subprocess.run(['chmod', '-R', 'u+rwX', path], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(['rm', '-rf', path], check=True)
        path.mkdir(parents=True)
        return path

    def judge(self, name, faults):
        """Counts a case: passed where it has no faults."""
        if self.only and self.only not in name:
            return
        self.counts['failed' if faults else 'passed'] += 1
        print(('FAILED ' if faults else 'ok     ') + printable(name), flush=True)
        for fault in faults:
            print('       ' + printable(fault)[:1500], flush=True)

    def skip(self, name, why):
        self.counts['skipped'] += 1
        print(f'skipped {name}: {why}', flush=True)

    def wants(self, name):
        return self.only in name or not self.only

    def run(self, arguments, cwd, stdin=subprocess.DEVNULL, limits=(), during=None, stdout=None, stderr=None,
            timeout=TIMEOUT, user=None, environment=None):
        """folio with these arguments. `limits`: (resource, bytes) of its own. `during(process)` is called while it
        runs. stdout, stderr: where they go instead of being collected. user: who runs it, by number, where not the
        suite's own user."""
        def prepare():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
            for kind, value in limits:
                resource.setrlimit(kind, (value, value))
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen([self.folio, *arguments], cwd=cwd, stdin=stdin, stdout=stdout or out,
                                       stderr=stderr or err, preexec_fn=prepare, start_new_session=True,
                                       user=user, group=user, extra_groups=None if user is None else [], env=environment)
            if during:
                during(process)
            end = time.monotonic() + timeout
            timed_out = False
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    break
                if time.monotonic() > end:
                    timed_out = True
                    os.killpg(process.pid, signal.SIGKILL)
                    pid, status, usage = os.wait4(process.pid, 0)
                    break
                time.sleep(0.01)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return Run(process.returncode, out.read(), err.read(), usage.ru_maxrss * 1024, timed_out)

    def has(self, command):
        """Whether this folio has a command."""
        told = subprocess.run([self.folio, '--help'], check=False, capture_output=True).stdout.decode()
        return re.search(rf'^  {command} ', told, re.MULTILINE) is not None

    def promises(self, run, out=None, codes=CONTRACT):
        """What every run keeps; a list of faults."""
        faults = []
        if run.timed_out:
            faults.append(f'did not end within {TIMEOUT} s')
        elif run.code < 0:
            faults.append(f'killed by signal {-run.code}: {run.said[-400:]}')
        elif run.code not in codes:
            faults.append(f'exit {run.code}, not one of {sorted(codes)}: {run.said[-600:]}')
        if run.peak_bytes > self.memory:
            faults.append(f'{run.peak_bytes >> 20} MB of memory')
        found = CONTROL.search(run.said)
        if found:
            faults.append(f'a control character in a message: {run.said[max(0, found.start() - 60):found.end()]!r}')
        if out is not None:
            faults += half_written(out)
        return faults


def half_written(out):
    """Temporary files that were left behind."""
    if not os.path.isdir(out):
        return []
    return [f'left behind: {os.path.join(folder, name)}' for folder, _, names in os.walk(out) for name in names
            if '.part' in name or name.startswith('.folio')]


def snapshot(folder, without=()):
    """Everything below a folder but the entries that the paths `without` begin with: kind, size and content of each path.
    Links are not followed."""
    seen = {}
    skip = {os.path.join(os.fspath(folder), os.fsdecode(name).split('/')[0]) for name in without}
    for parent, folders, names in os.walk(os.fsencode(folder)):
        parent_text = os.fsdecode(parent)
        folders[:] = [f for f in folders if os.path.join(parent_text, os.fsdecode(f)) not in skip]
        for name in folders + names:
            path = os.path.join(parent, name)
            if os.fsdecode(path) in skip:
                continue
            try:
                status = os.lstat(path)
            except PermissionError:  # in a folder that a case has closed
                continue
            content = ''
            if stat.S_ISREG(status.st_mode) and status.st_size < 1 << 20 and os.access(path, os.R_OK):
                content = hashlib.sha256(Path(os.fsdecode(path)).read_bytes()).hexdigest()
            seen[path] = (stat.S_IFMT(status.st_mode), status.st_size if not stat.S_ISDIR(status.st_mode) else 0, content)
    return seen


def changes(before, after):
    """What became different outside OUT; a list of faults."""
    paths = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return [f'changed outside OUT: {os.fsdecode(path)}' for path in sorted(paths)[:5]]


def products(out, stem):
    """The bytes of all products of a page, by extension; copies of what people wrote (.bak) are none."""
    found = {}
    for name in sorted(os.listdir(out)) if os.path.isdir(out) else []:
        rest = name[len(stem):]
        if name.startswith(stem) and rest.startswith('.') and '.bak' not in rest and os.path.isfile(os.path.join(out, name)):
            found[rest] = Path(out, name).read_bytes()
    return found


PRODUCTS = {'.hocr', '.typed.txt', '.amended.txt', '.diplomatic.txt', '.layers.png'}


def is_done(out, stem):
    return PRODUCTS <= products(out, stem).keys()


def printable(text):
    return ''.join(c if c.isprintable() else f'\\x{ord(c):02x}' for c in text.encode('utf-8', 'replace').decode('utf-8'))


def wait_for(condition, process, seconds=TIMEOUT):
    """Waits until a condition holds or the process ends; True when it holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return condition()
        time.sleep(0.005)
    return False
