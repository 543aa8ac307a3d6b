"""Signals, at moments told by what the program has done and not by the clock; closed outputs; inputs that change while they
are read. Each run is stopped, run again, and has to give in the end what a run gives that nobody stopped."""
import os
import signal
import subprocess

from harness import half_written, is_done, products, wait_for
from image_files import png

PAGES = 12


def lay_out(folder):
    for number in range(PAGES):
        (folder / f'leaf{number:02}.png').write_bytes(png(200 + number, 280))
    return [f'leaf{number:02}.png' for number in range(PAGES)]


def all_products(out):
    return {stem: products(out, stem) for stem in (f'leaf{number:02}' for number in range(PAGES))}


def moments(out):
    """name: a condition that holds from a point of the run on."""
    return {
        'once OUT is there': out.exists,
        'once the first page is done': lambda: is_done(out, 'leaf00') or is_done(out, 'leaf01'),
        'once half of the pages are done': lambda: is_done(out, f'leaf{PAGES // 2:02}'),
    }


def stop_cases(suite, clean):
    for name, number in (('INT', signal.SIGINT), ('TERM', signal.SIGTERM), ('KILL', signal.SIGKILL), ('HUP', signal.SIGHUP),
                         ('QUIT', signal.SIGQUIT)):
        for moment in moments(suite.work):
            case = f'signals/{name} {moment}'
            if not suite.wants(case):
                continue
            folder = suite.folder('signals')
            images = lay_out(folder)
            out = folder / 'out'
            condition = moments(out)[moment]

            def send(process, condition=condition, number=number):
                wait_for(condition, process)
                process.send_signal(number)
            stopped = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2'], folder, during=send)
            faults = []
            if stopped.timed_out:
                faults.append('did not end')
            if number in (signal.SIGINT, signal.SIGTERM):
                # 0: all was done before it came.
                faults += suite.promises(stopped, out, {130, 0})
            # No worker outlives the program.
            left = subprocess.run(['pgrep', '-f', '--', str(out.parent)], check=False, capture_output=True).stdout
            if left and number != signal.SIGKILL:
                faults.append(f'processes are left: {left}')
            again = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2'], folder)
            faults += suite.promises(again, None, {0})
            faults += half_written(out) if suite.has('status') or number in (signal.SIGINT, signal.SIGTERM) else []
            if all_products(out) != clean:
                faults.append('after a rerun, other products than of a run that nobody stopped')
            suite.judge(case, faults)


def pause_case(suite, clean):
    folder = suite.folder('signals')
    images = lay_out(folder)

    def pause(process):
        wait_for(lambda: is_done(folder / 'out', 'leaf00'), process)
        for _ in range(5):
            process.send_signal(signal.SIGSTOP)
            process.send_signal(signal.SIGCONT)
    result = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2'], folder, during=pause)
    suite.judge('signals/STOP and CONT', suite.promises(result, folder / 'out', {0})
                + ([] if all_products(folder / 'out') == clean else ['other products']))


def closed_output_cases(suite, clean):
    """Who reads the messages may go away at any time."""
    for name in ('stdout', 'stderr', 'both'):
        folder = suite.folder('signals')
        images = lay_out(folder)
        reader, writer = os.pipe()
        os.close(reader)
        ends = {'stdout': writer, 'stderr': writer} if name == 'both' else {name: writer}
        result = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2'], folder, **ends)
        os.close(writer)
        faults = suite.promises(result, folder / 'out', {0, 5})
        if all_products(folder / 'out') != clean:
            faults.append('other products')
        suite.judge(f'signals/{name} is a pipe without a reader', faults)
    with open('/dev/full', 'wb') as full:
        folder = suite.folder('signals')
        images = lay_out(folder)
        result = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2'], folder, stderr=full)
        suite.judge('signals/stderr is full', suite.promises(result, folder / 'out', {0, 5})
                    + ([] if all_products(folder / 'out') == clean else ['other products']))
        result = suite.run(['transcription', 'read', '/dev/null'], folder, stdout=full)
        suite.judge('signals/stdout is full', suite.promises(result, None))


def changing_input_cases(suite, clean):
    """The last input changes once the first page is done."""
    def removed(path):
        path.unlink()

    def emptied(path):
        path.write_bytes(b'')

    def cut(path):
        os.truncate(path, 40)

    def grown(path):
        with open(path, 'ab') as file:
            file.write(b'more' * 1000)

    def replaced_by_fifo(path):
        path.unlink()
        os.mkfifo(path)

    def replaced_by_folder(path):
        path.unlink()
        path.mkdir()

    def replaced_by_tiff(path):
        path.write_bytes(b'II*\0\x08\0\0\0\0\0')
    for change in (removed, emptied, cut, grown, replaced_by_fifo, replaced_by_folder, replaced_by_tiff):
        folder = suite.folder('signals')
        images = lay_out(folder)
        out = folder / 'out'

        def act(process, change=change, path=folder / images[-1], out=out):
            wait_for(lambda: is_done(out, 'leaf00'), process)
            change(path)
        result = suite.run(['digitize', *images, '-o', 'out', '--jobs', '1'], folder, during=act)
        faults = suite.promises(result, out, {0, 20})
        done = all_products(out)
        last = f'leaf{PAGES - 1:02}'
        if result.code == 20 and (images[-1] not in result.said or done[last]):
            faults.append('no message names it, or it has products')
        done.pop(last)
        if done != {stem: found for stem, found in clean.items() if stem != last}:
            faults.append('other pages have other products')
        suite.judge(f'signals/the last input is {change.__name__.replace("_", " ")}', faults)


def worker_cases(suite, clean):
    """A worker that dies takes its page with it and nothing else."""
    if not suite.has('status'):
        suite.skip('signals/a worker is killed', 'this folio has no workers of its own yet')
        return
    for name, number in (('KILL', signal.SIGKILL), ('SEGV', signal.SIGSEGV), ('STOP', signal.SIGSTOP)):
        folder = suite.folder('signals')
        images = lay_out(folder)

        def kill_worker(process, number=number, folder=folder):
            wait_for(lambda: is_done(folder / 'out', 'leaf00'), process)
            workers = subprocess.run(['pgrep', '-P', str(process.pid)], check=False, capture_output=True).stdout.split()
            if workers:
                os.kill(int(workers[0]), number)
        options = ['--page-time-limit', '5'] if number == signal.SIGSTOP else []
        result = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2', *options], folder, during=kill_worker)
        faults = suite.promises(result, folder / 'out', {0, 20})
        retry = suite.run(['retry', 'out'], folder)
        faults += suite.promises(retry, folder / 'out', {0})
        if all_products(folder / 'out') != clean:
            faults.append('after folio retry, other products')
        suite.judge(f'signals/a worker gets {name}', faults)


def run(suite):
    folder = suite.folder('signals-clean')
    images = lay_out(folder)
    result = suite.run(['digitize', *images, '-o', 'out', '--jobs', '2'], folder)
    clean = all_products(folder / 'out')
    suite.judge('signals/nobody stops it', suite.promises(result, folder / 'out', {0}))
    stop_cases(suite, clean)
    pause_case(suite, clean)
    closed_output_cases(suite, clean)
    changing_input_cases(suite, clean)
    worker_cases(suite, clean)
