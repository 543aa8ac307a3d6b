// usage: node again.mjs CHROMIUM REVIEW.html WORK: the page of a folder that a patch was applied to asks nothing of what
// was decided.
import { readFileSync } from 'node:fs';
import { check, finish, launch, openPage, shot } from './browser.mjs';

const [executable, file, workFile] = process.argv.slice(2);
const work = JSON.parse(readFileSync(workFile, 'utf8'));
const browser = await launch(executable);
const { page } = await openPage(browser, file);
check((await page.evaluate('work.count()')) === 0, 'there is work to do before any is done');
for (const { stem, after } of work.words) {
  const words = await page.evaluate(async ([s, text]) => {
    const leaf = await loadLeaf(start.leaves.findIndex((l) => l.stem === s));
    return leaf.words.filter((w) => w.text === text && w.source === 'person');
  }, [stem, after]);
  check(words.length > 0, `${after} is not there`);
  for (const word of words)
    check(!(word.doubts ?? []).some(([question]) => question === 'reading' || question === 'unread') && !word.ledger, `${after} is asked for again: ${JSON.stringify(word)}`);
}
await shot(page, '12-again');
await browser.close();
finish();
