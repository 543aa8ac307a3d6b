// usage: node check_words.mjs WORK OUT: what was done in the review page is in the pages' hOCR, as a person's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [workFile, out] = process.argv.slice(2);
const work = JSON.parse(readFileSync(workFile, 'utf8'));
const hocr = (stem) => readFileSync(join(out, stem + '.hocr'), 'utf8');
let failures = 0;
for (const { stem, id, after } of work.words) {
  const words = [...hocr(stem).matchAll(/<span class="ocrx_word"[^>]*data-source="person"[^>]*>(.*?)<\/span>/g)].map((m) => m[1].replace(/<[^>]*>/g, ''));
  if (!words.includes(after)) { ++failures; console.log(`FAILED: ${stem} ${id}: no ${after} of a person; there are ${words.join(' ')}`); }
}
if (!readFileSync(join(out, 'notes.tsv'), 'utf8').includes(work.note)) { ++failures; console.log('FAILED: the note is lost'); }
if (!hocr(work.area.stem).includes('data-role="marginalia"')) { ++failures; console.log('FAILED: the role is lost'); }
process.exitCode = failures === 0 ? 0 : 1;
