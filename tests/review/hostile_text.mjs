// usage: node hostile_text.mjs CHROMIUM REVIEW.html
import { check, finish, launch, openPage, shot } from './browser.mjs';

const [executable, file] = process.argv.slice(2);
const browser = await launch(executable);
const { page } = await openPage(browser, file);
const shows = await page.evaluate(`shown.leaf.words.filter((w) => w.text.includes('<script>') || w.text.includes('</script>')).map((w) => w.id)`);
check(shows.length > 0, 'the hostile word is not on the page');
for (const id of shows) {
  await page.evaluate(`choose(0, { kind: 'word', id: '${id}' })`);
  check((await page.inputValue('#field')).includes('script>'), 'the field does not have it');
  check((await page.textContent('#lines')).includes('script>'), 'the text does not have it');
}
check((await page.title()).startsWith('Review: out<img'), `a text ran: ${await page.title()}`);
check((await page.$$('img')).length === 0, 'a text became markup');
// What is typed is text, too.
await page.fill('#field', '<b onclick=alert(1)>x');
await page.keyboard.press('Enter');
await page.waitForTimeout(100);
check((await page.$$('b')).length === 0, 'what was typed became markup');
await shot(page, 'hostile');
// Scripts that somebody puts into the page are blocked; the browser says so.
page.removeAllListeners('console');
const ran = await page.evaluate(() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); return window.ran === true; });
check(!ran, 'the policy lets scripts in');
await browser.close();
finish();
