// usage: node long_volume.mjs CHROMIUM REVIEW.html LEAVES
import { check, finish, launch, memoryOf, openPage, shot } from './browser.mjs';

const [executable, file, leaves] = process.argv.slice(2);
const kMostSeconds = 2, kMostBytes = 500e6;
const browser = await launch(executable);
await (await browser.newPage()).goto('about:blank');
const bare = memoryOf();
// The first page of a browser waits for the browser itself; the time is that of a reader who has it open.
const first = await openPage(browser, file);
await first.context.close();
const { page, seconds } = await openPage(browser, file);
check((await page.evaluate('start.leaves.length')) === Number(leaves), 'leaves are missing');
let most = { page: 0, all: 0 };
const measure = () => { const now = memoryOf(); most = { page: Math.max(most.page, now.page), all: Math.max(most.all, now.all) }; };
measure();
let slowest = 0;
for (let k = 0; k < 40; ++k) {
  const idx = (k * 12) % Number(leaves), begin = Date.now();
  await page.evaluate(`chooseLeaf(${idx})`);
  await page.waitForFunction((n) => shown.leafIdx === n && view.loadedFor === n, idx, { timeout: 20000 });
  slowest = Math.max(slowest, Date.now() - begin);
  if (k % 10 === 0) await page.evaluate('toggleLayer("typed")');
  measure();
}
// Word by word through the volume.
await page.evaluate('goTo(0)');
await page.waitForFunction(() => view.loadedFor === shown.leafIdx);
for (let k = 0; k < 20; ++k) {
  const at = await page.evaluate('queue.at');
  if ((await page.evaluate('queue.items.length')) <= at + 1) break;
  await page.keyboard.press('Enter');
  await page.waitForFunction((n) => queue.at !== n, at);
  measure();
}
await shot(page, 'long');
console.log(`${leaves} leaves: open in ${seconds} s, a leaf within ${slowest} ms; the page takes ${Math.round(most.page / 1e6)} MB, the whole browser, which is ${Math.round(bare.all / 1e6)} MB without it, ${Math.round(most.all / 1e6)} MB; ${await page.evaluate('loadedLeaves.size')} leaves in memory`);
check(seconds <= kMostSeconds, `takes ${seconds} s to open`);
check(most.page > 0 && most.page < kMostBytes, 'takes too much memory');
check((await page.evaluate('loadedLeaves.size')) <= 4, 'leaves stay in memory');
await browser.close();
finish();
