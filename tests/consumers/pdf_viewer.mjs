// usage: node pdf_viewer.mjs CHROMIUM FILE.pdf OUT DPI
// Opens the file with pdf.js in headless Chromium, as a reader in a browser does, without any network. Into OUT:
// all.png, the first page with every layer on; off-N.png, the same with layer N off; layers.txt, their names in
// order; text.txt, what a search looks through. DPI 0 draws nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import puppeteer from 'puppeteer-core';

const [chromium, file, out, dpi] = process.argv.slice(2);
const build = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'legacy', 'build');
mkdirSync(out, { recursive: true });
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  // Both as text: with its worker in the page, pdf.js loads nothing.
  for (const name of ['pdf.worker.mjs', 'pdf.mjs'])
    await page.addScriptTag({ type: 'module', content: readFileSync(join(build, name), 'utf8') });
  await page.waitForFunction('globalThis.pdfjsLib && globalThis.pdfjsWorker', { timeout: 60000 });
  const { names, text } = await page.evaluate(async (bytes) => {
    const data = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
    globalThis.file = await globalThis.pdfjsLib.getDocument({ data }).promise;
    const config = await globalThis.file.getOptionalContentConfig();
    globalThis.ids = config.getOrder();
    const content = await (await globalThis.file.getPage(1)).getTextContent();
    return {
      names: globalThis.ids.map((id) => config.getGroup(id).name),
      text: content.items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join(''),
    };
  }, readFileSync(file).toString('base64'));
  const draw = async (off) => {
    const png = await page.evaluate(async (off, dpi) => {
      const page = await globalThis.file.getPage(1);
      const viewport = page.getViewport({ scale: dpi / 72 });
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const config = await globalThis.file.getOptionalContentConfig();
      if (off >= 0) config.setVisibility(globalThis.ids[off], false);
      await page.render({ canvas, viewport, optionalContentConfigPromise: Promise.resolve(config) }).promise;
      return canvas.toDataURL('image/png').split(',')[1];
    }, off, Number(dpi));
    writeFileSync(join(out, off < 0 ? 'all.png' : `off-${off}.png`), Buffer.from(png, 'base64'));
  };
  for (let off = -1; Number(dpi) > 0 && off < names.length; ++off) await draw(off);
  writeFileSync(join(out, 'layers.txt'), names.join('\n') + '\n');
  writeFileSync(join(out, 'text.txt'), text);
} finally {
  await browser.close();
}
