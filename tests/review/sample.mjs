// usage: node sample.mjs CHROMIUM REVIEW.html PATCH WORK: reviews the sample folio as an archivist does. PATCH: where the
// saved patch goes; WORK: what was done, for check_words.mjs.
import { writeFileSync } from 'node:fs';
import { check, contrast, finish, launch, openPage, ready, shot } from './browser.mjs';

const [executable, file, patchFile, workFile] = process.argv.slice(2);
const browser = await launch(executable);
const { page, seconds } = await openPage(browser, file);
console.log(`opens in ${seconds} s`);
check(seconds <= 2 || process.env.SLOW, `takes ${seconds} s to open`);
let keys = 0;
const press = async (key) => { ++keys; await page.keyboard.press(key); };
const eva = (text) => page.evaluate(text);
/** The page's own state. Scripts of one page share their names. */
const chosen = () => eva(`({ leafIdx: shown.leafIdx, stem: start.leaves[shown.leafIdx].stem, ...shown.chosen, box: chosenThing()?.box, text: chosenThing()?.text, ocr: chosenThing()?.ocr, at: queue.at, count: queue.items.length })`);
const settled = async (before) => { await page.waitForFunction((b) => shown.chosen && (shown.chosen.id !== b.id || shown.leafIdx !== b.leafIdx) && view.loadedFor === shown.leafIdx, before, { timeout: 20000 }); };

await shot(page, '1-open');
check((await page.title()).startsWith('Review: '), 'no title');
check(await eva('document.activeElement === fieldOf()'), 'the field is not ready for typing');

// Layers: what is switched off is paper then.
const darkness = () => eva(`(() => {
  const from = byId('picture'), c = document.createElement('canvas'), w = c.width = from.width * 0.8, h = c.height = from.height * 0.8;  // without the scanner's border
  const context = c.getContext('2d', { willReadFrequently: true });
  context.drawImage(from, -0.1 * from.width, -0.1 * from.height);
  const d = context.getImageData(0, 0, w, h).data;
  let n = 0;
  for (let i = 0; i < d.length; i += 4) if (d[i] < 110 && d[i + 1] < 110) ++n;
  return n; })()`);
await eva('chooseLeaf(0)');
await page.waitForFunction(() => shown.leafIdx === 0 && view.loadedFor === 0);
const all = await darkness();
const toggle = async (name) => {
  const before = await eva('view.composed');
  await page.click(`#layers input[data-layer=${name}]`);
  await page.waitForFunction((n) => view.composed > n, before);
};
for (const name of ['typed', 'hand', 'strike']) {
  await toggle(name);
  const less = await darkness();
  check(less < all, `${name} stays when it is switched off: ${less} of ${all} dark pixels`);
  await shot(page, `2-without-${name}`);
  await toggle(name);
}
await toggle('typed');
check((await darkness()) < 0.5 * all, 'most ink of a typed leaf is not typed');
await toggle('typed');
for (const name of ['paper', 'colors']) await toggle(name);
await shot(page, '3-inks-in-colors');
for (const name of ['paper', 'colors']) await toggle(name);

// Zoom and pan.
const placed = () => eva('({ scale: view.scale, x: view.x, y: view.y })');
const whole = await placed();
await page.click('#zoom-in');
check((await placed()).scale > whole.scale, 'no larger');
await page.mouse.move(400, 500);
await page.mouse.down();
await page.mouse.move(300, 300, { steps: 4 });
await page.mouse.up();
check((await placed()).y < whole.y || (await placed()).x < whole.x, 'the leaf cannot be dragged');
await page.click('#zoom-whole');
await shot(page, '4-whole');
await page.click('#zoom-width');

// Text and ink point at each other, in all readings.
for (const reading of ['typed', 'amended', 'diplomatic']) {
  await page.click(`#readings input[value=${reading}]`);
  check((await page.$$eval('#lines .word', (words) => words.length)) > 20, `no words ${reading}`);
  await shot(page, `5-${reading}`);
}
await page.click('#readings input[value=translation]');
check((await page.$$eval('#lines .paragraph', (found) => found.length)) > 3, 'no paragraphs of the translation');
check((await page.$$eval('#lines .handwritten', (found) => found.length)) > 0, 'the translation tells of no handwriting');
await page.hover('#lines .paragraph >> nth=2');
check((await page.$$eval('.pointed-mark', (found) => found.length)) > 2, 'a paragraph of the translation does not point at its lines');
await shot(page, '5-translation');
await page.click('#readings input[value=diplomatic]');
check((await page.$$eval('#lines del', (found) => found.length)) > 0, 'nothing is struck out in the diplomatic reading');
await page.hover('#lines .word >> nth=12');
check((await page.$$eval('.pointed-mark', (found) => found.length)) === 1, 'a word of the text does not point at its ink');
await page.click('#lines .word >> nth=12');
const word = await chosen();
check(word.kind === 'word', 'a word of the text is not chosen by a click');
const at = await eva(`(() => { const b = chosenBox(), r = byId('view').getBoundingClientRect(); return [r.left + view.x + view.scale * (b[0] + b[2]) / 2, r.top + view.y + view.scale * (b[1] + b[3]) / 2]; })()`);
await page.mouse.move(10, 200);
await page.mouse.move(...at);
check((await page.$eval('#lines .pointed', (node) => Number(node.dataset.word))) === (await eva('chosenThing().idx')), 'ink does not point at its word');

// Doubtful words, the worst first: accepted with one key, mended with one key beside the typing.
const done = [];
await eva('goTo(0)');
await page.waitForFunction(() => queue.at === 0 && view.loadedFor === shown.leafIdx);
const scores = await eva('queue.items.map((item) => item.score)');
check(scores.every((score, k) => k === 0 || score >= scores[k - 1]), 'not the worst first');
const note = async (was, after) => done.push({ stem: was.stem, id: was.id, box: was.box, after });
let most = 0;
for (let k = 0, words = 0; words < 10 && k < 40; ++k) {
  const was = await chosen();
  keys = 0;
  if (was.kind === 'word') {
    ++words;
    const text = `правка${words}`;
    await page.keyboard.insertText(text);  // typing; what counts is beside it
    await press('Enter');
    await note(was, text);
  } else {
    await press('Enter');
  }
  most = Math.max(most, keys);
  await settled(was);
  check(await eva('document.activeElement === fieldOf() || document.activeElement === byId("accept")'), 'the next one is not ready for typing');
  if (words === 3) await shot(page, '6-mended');
}
check(done.length === 10, `${done.length} words corrected, not ten`);
check(most <= 2, `${most} keys for a word beside typing`);
console.log(`keys beside typing, at most: ${most}`);

// One taken back, and done again.
const last = done.at(-1);
await page.keyboard.press('Escape');
await page.keyboard.press('u');
await page.waitForFunction((id) => shown.chosen?.id === id, last.id);
check((await eva('work.get(shown.leafIdx, "word", shown.chosen.id)')) === undefined, 'an edit cannot be taken back');
await page.waitForFunction(() => document.activeElement === fieldOf());
await page.keyboard.press('Escape');
await page.keyboard.press('e');
await page.keyboard.insertText('правка10');
await page.keyboard.press('Enter');

// Where transcription and reading differ: the transcription's word, the reading, another.
await page.click('#queue input[value=differences]');
await page.selectOption('#order', 'leaf');
const disagreement = async (wants) => {
  const k = await eva(`queue.items.findIndex((item) => item.leafIdx === 0 && !isDecided(item) && ((w) => w && w.source === 'truth' && w.ocr && w.ocr !== w.text)(shown.leaf.wordById.get(item.id)))`);
  if (k === -1) return;
  await eva(`goTo(${k})`);
  await page.waitForFunction((n) => queue.at === n, k);
  const was = await chosen();
  keys = 0;
  if (wants === 'reading') await press('ArrowDown');
  if (wants === 'other') await page.keyboard.insertText('третье');
  await press('Enter');
  check(keys <= 2, `${keys} keys for ${wants}`);
  await note(was, { transcription: was.text, reading: was.ocr, other: 'третье' }[wants]);
  await page.waitForFunction((id) => shown.chosen?.id !== id, was.id);
};
await eva('chooseLeaf(0)');
await page.waitForFunction(() => shown.leafIdx === 0 && view.loadedFor === 0);
await shot(page, '7-differences');
for (const wants of ['transcription', 'reading', 'other']) await disagreement(wants);

// Layer and role of a line, and a note.
const lineWord = await eva(`(() => { const line = shown.leaf.lines.findIndex((l) => l.layer === 'hand'); return shown.leaf.words.find((w) => w.line === line).id; })()`);
await eva(`choose(0, { kind: 'word', id: '${lineWord}' })`);
await page.selectOption('#area-role', 'marginalia');
await page.fill('#note', 'Чья это рука?');
await page.keyboard.press('Tab');
await page.locator('#area-role').scrollIntoViewIfNeeded();
await shot(page, '8-line-and-note');
const area = await eva(`(() => { const l = shown.leaf.lines[chosenThing().line]; return { stem: start.leaves[0].stem, id: l.id, box: l.box, layer: l.layer, role: 'marginalia' }; })()`);

// Work outlives the page.
const count = await eva('work.count()');
await page.reload();
await ready(page);
check((await eva('work.count()')) === count, 'work is lost when the page is opened again');

// Languages, both with all of their words; a dark scheme; a narrow window.
await page.selectOption('#language', 'ru');
check((await page.textContent('#save')) === 'Сохранить правку', 'no Russian');
check((await page.getAttribute('html', 'lang')) === 'ru', 'the language is not told');
await shot(page, '9-russian');
const reasons = await eva(`Promise.all(start.leaves.map((_, k) => loadLeaf(k))).then((leaves) => leaves.flatMap((leaf) => leaf.words).map((word) => word.ledger?.reason).filter(Boolean).map(wordsOf))`);
check(reasons.length > 0, 'the ledger gives no reason at all');
check(reasons.every(([, language]) => language === 'ru'), `not in Russian: ${reasons.filter(([, language]) => language !== 'ru')}`);
for (const scheme of ['light', 'dark']) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForTimeout(200);  // colors change by and by
  await eva('goTo(0)');
  await page.waitForTimeout(200);
  for (const selector of ['#progress', '.where', '.question', '.fact dt', '.help', '#lines .word', '#lines .layer-hand', '#save', '#said', '#unsaved', '.badge', '#keys summary'])
    check((await page.$(selector)) === null || (await contrast(page, selector)) >= 4.5, `${selector} has a contrast of ${(await page.$(selector)) && (await contrast(page, selector))} (${scheme})`);
}
await shot(page, '10-dark');
await page.emulateMedia({ colorScheme: 'light' });
await page.selectOption('#language', 'en');

// Whoever does not see it: everything has a name, in the order of work.
const nameless = await eva(`[...document.querySelectorAll('button, input, select, textarea, canvas, [role=group], section, nav')].filter((n) => !n.hidden && !n.getAttribute('aria-label') && !n.textContent.trim() && !(n.labels?.length)).map((n) => n.outerHTML.slice(0, 90))`);
check(nameless.length === 0, `without a name: ${nameless}`);
const twice = await eva(`(() => { const ids = [...document.querySelectorAll('[id]')].map((n) => n.id); return ids.filter((id, k) => ids.indexOf(id) !== k); })()`);
check(twice.length === 0, `ids that come twice: ${twice}`);
const order = await eva(`['work', 'text', 'leaf'].map((id) => document.getElementById(id)).every((n, k, all) => k === 0 || (all[k - 1].compareDocumentPosition(n) & 4))`);
check(order, 'the order for screen readers is another than that of work');
await page.locator('#lines .word[tabindex="0"]').focus();
await page.keyboard.press('ArrowRight');
check(await eva(`document.activeElement.matches('.word.chosen')`), 'arrows do not lead from word to word');

await page.setViewportSize({ width: 420, height: 800 });
await page.waitForTimeout(200);
check(await eva('document.documentElement.scrollWidth <= innerWidth'), 'a narrow window scrolls sideways');
await shot(page, '11-narrow');
await page.setViewportSize({ width: 1440, height: 900 });

// Saved by key; taken up again where nothing is kept.
const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
await download.saveAs(patchFile);
check(download.suggestedFilename().endsWith('.review.json'), `the patch is called ${download.suggestedFilename()}`);
await eva('localStorage.clear()');
await page.reload();
await ready(page);
check((await eva('work.count()')) === 0, 'work stays without being kept');
await page.setInputFiles('#open-file', patchFile);
await page.waitForFunction((n) => work.count() === n, count);
await page.setInputFiles('#open-file', { name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
await page.waitForSelector('#warning:not([hidden])');
writeFileSync(workFile, JSON.stringify({ words: done, area, note: 'Чья это рука?' }));
await browser.close();
finish();
