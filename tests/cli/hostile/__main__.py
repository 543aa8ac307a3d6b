"""usage: python3 hostile --folio PROGRAM --pages FOLDER --work FOLDER [--only TEXT] GROUP...

Groups: images names outputs texts markup signals rights memory. One line a case; exit 1 where one failed, 77 where all were
skipped. `--only`: cases whose name holds the text."""
import argparse
import importlib
import sys
from pathlib import Path

from harness import Suite

GROUPS = ('images', 'names', 'outputs', 'texts', 'markup', 'signals', 'rights', 'memory')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--folio', type=Path, required=True)
    parser.add_argument('--pages', type=Path, required=True)
    parser.add_argument('--work', type=Path, required=True)
    parser.add_argument('--only', default='')
    parser.add_argument('groups', nargs='+', choices=GROUPS, metavar='GROUP')
    given = parser.parse_args()
    suite = Suite(given.folio.resolve(), given.pages.resolve(), given.work.resolve(), given.only)
    for group in given.groups:
        importlib.import_module(f'{group.removesuffix("s")}_cases').run(suite)
    counts = suite.counts
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    if counts['skipped'] and not counts['passed'] + counts['failed']:
        sys.exit(77)
    sys.exit(1 if counts['failed'] or not counts['passed'] else 0)


main()
