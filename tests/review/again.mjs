// usage: node again.mjs CHROMIUM REVIEW.html WORK: the page of a folder that a patch was applied to asks nothing of what
// was decided.
import { readFileSync } from 'node:fs';
import { check, finish, launch, openPage, shot } from './browser.mjs';

const [executable, file, workFile] = process.argv.slice(2);
const work = JSON.parse(readFileSync(workFile, 'utf8'));
const browser = await launch(executable);
const { page } = await openPage(browser, file);
check((await page.evaluate('work.count()')) === 0, 'there is work to do before any is done');
for (const { stem, box, after } of work.words) {
  const word = await page.evaluate(async ([s, b]) => {
    const leaf = await loadLeaf(start.leaves.findIndex((l) => l.stem === s));
    return leaf.words.map((w) => [overlapOf(w.box, b), w.text, w.source, w.doubts ?? null, w.ledger ?? null]).sort((x, y) => y[0] - x[0])[0];
  }, [stem, box]);
  check(word[1] === after && word[2] === 'person', `${after} is ${word}`);
  check(!(word[3] ?? []).some(([question]) => question === 'reading' || question === 'unread') && word[4] === null, `${after} is asked for again: ${JSON.stringify(word)}`);
}
await shot(page, '12-again');
await browser.close();
finish();
