// usage: node report_page.mjs CHROMIUM FILE.html OUT [--open-only]
// Opens folio-sample-report's page from its file in headless Chromium, as a reader does, and uses it; --open-only opens
// any report, and brings its last page into view. Prints what is not as it should be and ends with 1 if anything is not;
// screenshots go into OUT.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [chromium, file, out, only] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const kMostSeconds = 20;  // a few where nothing else is running
let failures = 0;
const check = (holds, what) => { if (!holds) { ++failures; console.log('FAILED: ' + what); } };
const address = pathToFileURL(resolve(file)).href;
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });

/** A page that counts as a failure whatever it says, throws, blocks or fetches. */
async function opened(scheme, { script = true, width = 1440 } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 1000 });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  page.on('console', (message) => check(false, `the console says: ${message.text()}`));
  page.on('pageerror', (error) => check(false, `an error: ${error}`));
  page.on('request', (request) => {
    const url = request.url();
    check(url === address || url.startsWith(address + '#') || url.startsWith('data:image/jpeg;'), `fetches ${url.slice(0, 100)}`);
  });
  const begin = Date.now();
  await page.goto(address);
  const seconds = (Date.now() - begin) / 1000;
  check(seconds < kMostSeconds, `takes ${seconds} s to open`);
  return page;
}

/** Brings a leaf into view and waits until it is drawn. */
async function showLeaf(page, number) {
  const selector = `#page-${number}`;
  for (let k = 0; k < 3; ++k) {  // what is drawn above it moves it
    await page.$eval(selector, (leaf) => leaf.scrollIntoView());
    await page.waitForSelector(`${selector} .leaf`, { timeout: 20000 });
  }
  return selector;
}
const count = (page, selector) => page.$$eval(selector, (found) => found.length);
const visible = (page, selector) => page.$$eval(selector, (found) => found.filter((node) => node.getClientRects().length > 0).length);
const toggle = (page, text) => page.$$eval('#marks label', (labels, wanted) => {
  labels.find((label) => label.lastChild.textContent === wanted).querySelector('input').click();
}, text);
const shot = (page, name) => page.screenshot({ path: join(out, name + '.png') });

/** Contrast of a text's color to the first background behind it. */
const contrast = (page, selector) => page.$eval(selector, (node) => {
  const parts = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = parts(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = node;
  while (behind.parentElement && (parts(getComputedStyle(behind).backgroundColor)[3] ?? 1) < 1) behind = behind.parentElement;
  const [a, b] = [luminance(getComputedStyle(node).color), luminance(getComputedStyle(behind).backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
});

async function usePage(scheme) {
  const page = await opened(scheme);
  check((await page.title()) === 'How well mikoyan-telegram was read', `a text ran as script, or the title is wrong: ${await page.title()}`);
  await shot(page, scheme + '-figures');
  const figures = await page.$eval('.figures', (table) => table.innerText);
  for (const text of ['Character error rate', '2.10 %', '1.68 – 2.73', '+4.30 (+3.10 … +5.50) worse', 'too few pages to tell'])
    check(figures.includes(text), `the figures do not show: ${text}`);
  for (const [selector, what] of [['#errors-by-page svg .bar', 'bars'], ['#calibration svg .mark', 'calibration'], ['#risk svg .curve', 'risk'], ['.confusions .bar', 'confusions']])
    check((await visible(page, selector)) > 0, `no ${what}`);
  await page.$eval('#calibration', (section) => section.scrollIntoView());
  await shot(page, scheme + '-plots');
  for (const selector of ['header p', '.what', '.interval', '.page-list a', '.page-list .wrong', '#marks legend', 'caption'])
    check((await contrast(page, selector)) >= 4.5, `${selector} has a contrast of ${await contrast(page, selector)} (${scheme})`);

  // Marks: each kind has an outline and a sign of its own, and is switched with its layer.
  const first = await showLeaf(page, 1);
  await shot(page, scheme + '-page');
  const signs = { missed: '−', misread: '≠', 'wrong-layer': '⇄', extra: '+' };
  for (const [outcome, sign] of Object.entries(signs)) {
    const marks = await page.$$eval(`${first} .picture .word.${outcome}`, (found) => found.map((mark) => mark.textContent));
    check(marks.length > 0 && marks.every((text) => text.includes(sign)), `no sign ${sign} on ${outcome}`);
  }
  const outlines = await page.$$eval(`${first} .picture .word`, (found) => found.map((mark) =>
    mark.classList[2] + ':' + getComputedStyle(mark.querySelector('.frame')).strokeDasharray + ':' + [...mark.querySelectorAll('rect, path')].map((part) => part.tagName).join('+')));
  check(new Set(outlines.map((text) => text.split(':').slice(1).join())).size === new Set(outlines.map((text) => text.split(':')[0])).size,
    'two kinds of marks have the same outline');
  for (const [label, group] of [['typed', 'typed'], ['hand', 'hand'], ['struck', 'struck'], ['stamp', 'stamp']]) {
    const selector = `${first} .picture .word.group-${group}:not(.right)`;
    check((await visible(page, selector)) > 0, `no mark of ${group}`);
    await toggle(page, label);
    check((await visible(page, selector)) === 0, `${group} cannot be switched off`);
    await toggle(page, label);
    check((await visible(page, selector)) > 0, `${group} cannot be switched on`);
  }
  check((await visible(page, `${first} .picture .word.right`)) === 0, 'right words are marked unasked');
  await toggle(page, 'right');
  check((await visible(page, `${first} .picture .word.right`)) > 0, 'right words cannot be marked');
  await toggle(page, 'right');
  await toggle(page, 'misread');
  check((await visible(page, `${first} .misread`)) === 0, 'misread words cannot be switched off');
  await toggle(page, 'misread');

  // By keyboard: a word of the list leads to its mark.
  await page.focus(`${first} .words button`);
  check((await count(page, `${first} .picture .chosen`)) === 1, 'a word of the list leads to no mark');
  await page.keyboard.press('Tab');
  check(await page.$eval(`${first} .words tr:nth-child(2) button`, (button) => document.activeElement === button), 'Tab does not lead to the next word');
  check((await count(page, `${first} .picture .chosen`)) === 1, 'two marks are chosen');

  // Texts, line by line; what looks like markup stays text.
  const second = await showLeaf(page, 2);
  await shot(page, scheme + '-hostile');
  check((await page.$eval(`${second} .lines tbody td`, (cell) => cell.textContent)).startsWith('</script><script>'), 'a text was taken for markup');
  check((await count(page, `${second} .lines :is(del, ins, mark)`)) > 0, 'no differences marked');
  const all = await visible(page, `${second} .lines tbody tr`);
  await toggle(page, 'only lines that differ');
  const differing = await visible(page, `${second} .lines tbody tr`);
  check(differing > 0 && differing < all, `${differing} of ${all} lines differ`);
  await toggle(page, 'only lines that differ');

  // Another reading of the same page.
  const before = await count(page, `${second} .words tbody tr`);
  await page.click('#marks input[type=radio][value="1"]');
  check((await count(page, `${second} .words tbody tr`)) > before, 'the second system does not have more wrong words');
  await page.click('#marks input[type=radio][value="0"]');

  // A page without places, and one with a picture.
  const third = await showLeaf(page, 3);
  check((await count(page, `${third} .picture`)) === 0 && (await count(page, `${third} .words button`)) > 0, 'page 3 has places');
  const fourth = await showLeaf(page, 4);
  check((await page.$eval(`${fourth} .picture image`, (image) => image.href.baseVal)).startsWith('data:image/jpeg;base64,'), 'no picture');
  await shot(page, scheme + '-picture');

  // Order and filter.
  await page.select('#filter select', 'error-0');
  const errors = await page.$$eval('.page-list tbody tr', (rows) => rows.map((row) => Number(row.dataset.errors.split(' ')[0])));
  check(errors.every((error, k) => k === 0 || errors[k - 1] >= error), `not sorted: ${errors}`);
  check((await page.$$eval('#leaves article', (leaves) => leaves.map((leaf) => leaf.dataset.page)).then(String)) ===
    (await page.$$eval('.page-list tbody tr', (rows) => rows.map((row) => row.dataset.page)).then(String)), 'pages are in another order than their list');
  await page.$eval('#filter input[type=number]', (input) => { input.value = '1.5'; input.dispatchEvent(new Event('input')); });
  const kept = errors.filter((error) => error >= 0.015).length;
  check((await visible(page, '.page-list tbody tr')) === kept && kept < errors.length, 'the list is not filtered');
  check((await page.$eval('#shown', (text) => text.textContent)) === `${kept} of ${errors.length} pages are shown.`, 'the count is wrong');
  await page.$eval('#filter input[type=number]', (input) => { input.value = '0'; input.dispatchEvent(new Event('input')); });
  await page.type('#filter input[type=search]', 'LEAF-003');
  check((await visible(page, '.page-list tbody tr')) === 1, 'no filter by name');
  await shot(page, scheme + '-filtered');
  await page.close();
}

async function lookAtTheRest() {
  const narrow = await opened('light', { width: 420 });
  await showLeaf(narrow, 1);
  check(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'a narrow window scrolls sideways');
  await shot(narrow, 'narrow');
  await narrow.close();
  const still = await opened('light', { script: false });
  await shot(still, 'without-script');
  await still.close();
  const paper = await opened('dark');
  await paper.pdf({ path: join(out, 'printed.pdf'), printBackground: true });
  check((await count(paper, '#leaves .leaf')) === (await count(paper, '#leaves article')), 'not all pages are printed');
  await paper.close();
}

async function openOnly() {
  const page = await opened('light');
  await shot(page, 'first');
  const leaves = await count(page, '#leaves article');
  const last = await showLeaf(page, leaves);
  await shot(page, 'last');
  check((await visible(page, `${last} .lines tbody tr`)) > 0, 'the last page has no text');
  check(leaves < 50 || (await count(page, '#leaves .leaf')) < 50, 'pages out of view are drawn');
}

try {
  if (only === '--open-only') await openOnly();
  else for (const scheme of ['light', 'dark']) await usePage(scheme);
  if (only !== '--open-only') await lookAtTheRest();
} finally {
  await browser.close();
}
process.exitCode = failures === 0 ? 0 : 1;
