// A browser without a network that opens the page from its file; whatever the page says, throws, blocks or fetches is a
// failure.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

let failures = 0;
export const check = (holds, what) => { if (!holds) { ++failures; console.log('FAILED: ' + what); } };
export const finish = () => { process.exitCode = failures === 0 ? 0 : 1; };

export async function launch(executablePath) {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The page, open and ready; `options`: of the browser's context. */
export async function openPage(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', acceptDownloads: true, ...options });
  await context.setOffline(true);
  const page = await context.newPage();
  const address = pathToFileURL(resolve(file)).href, folder = address.slice(0, address.lastIndexOf('/') + 1);
  page.on('console', (message) => check(false, `the console says: ${message.text()}`));
  page.on('pageerror', (error) => check(false, `an error: ${error.stack}`));
  page.on('dialog', (dialog) => { check(false, `a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    const url = request.url();
    check(url.startsWith(folder) || url.startsWith('blob:'), `fetches ${url.slice(0, 100)}`);
  });
  const begin = Date.now();
  await page.goto(address);
  await ready(page);
  return { page, context, seconds: (Date.now() - begin) / 1000 };
}
export const ready = (page) => page.waitForSelector('body[data-ready]', { timeout: 60000 });

export const shot = (page, name) => page.screenshot({ path: join('shots', name + '.png') });

/** Resident bytes of the browser's processes that show pages, the largest, and of all of its processes together with
 * shared memory counted once. */
export function memoryOf() {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const parent = Number(/PPid:\t(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const bytes = (key) => 1024 * Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)[1]);
      return { pid: Number(pid), parent, isPage: command.includes('--type=renderer'), resident: bytes('Rss'), share: bytes('Pss') };
    } catch { return null; }
  }).filter(Boolean);
  const ours = new Set([process.pid]);
  for (let before = -1; before !== ours.size;) {
    before = ours.size;
    for (const p of processes) if (ours.has(p.parent)) ours.add(p.pid);
  }
  ours.delete(process.pid);
  const mine = processes.filter((p) => ours.has(p.pid));
  return { page: Math.max(...mine.filter((p) => p.isPage).map((p) => p.resident)), all: mine.reduce((sum, p) => sum + p.share, 0) };
}

/** Contrast of a text's color to the first background behind it. */
export const contrast = (page, selector) => page.$eval(selector, (node) => {
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
