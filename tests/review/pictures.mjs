// usage: node pictures.mjs CHROMIUM REVIEW.html REPORT.html FOLDER: pictures of the two pages, as the README shows them.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, openPage } from './browser.mjs';

const [executable, review, report, folder] = process.argv.slice(2);
const browser = await launch(executable);
const picture = (page, name) => page.screenshot({ path: join(folder, name), type: 'jpeg', quality: 80 });
const { page } = await openPage(browser, review, { viewport: { width: 1280, height: 800 } });
await page.evaluate('chooseLeaf(0)');
await page.waitForFunction('view.loadedFor === 0');
await page.click('#queue input[value=differences]').catch(() => {});
await page.evaluate('choose(0, { kind: "word", id: start.leaves[0].differences[0][0] })');
await page.waitForTimeout(500);
await picture(page, 'review.jpg');
const other = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })).newPage();
await other.goto(pathToFileURL(resolve(report)).href);
await other.waitForTimeout(500);
await picture(other, 'report.jpg');
await browser.close();
