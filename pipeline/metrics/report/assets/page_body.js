// A page is drawn when it comes in view, and drawn again when another reading is asked for.
function figureList(reading) {
  const rows = reading.figures.map(([name, value]) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)));
  return element('details', {}, element('summary', {}, label('page-figures')), element('table', {}, element('tbody', {}, ...rows)));
}

function drawPage(article) {
  if (article.dataset.drawn === String(shown.system)) return;
  article.dataset.drawn = String(shown.system);
  const number = article.dataset.page;
  const page = JSON.parse(document.getElementById('data-' + number).textContent);
  const name = article.querySelector('h3 bdi').textContent;
  const reading = page.readings[shown.system];
  const left = element('div', {}), right = element('div', {}, lineTable(reading, name));
  const { svg, marks } = pagePicture(page.image, name, reading);
  left.append(svg ?? element('p', {}, label('no-boxes')), ...wordList(reading, marks));
  if (reading.figures.length > 0) left.append(figureList(reading));
  article.querySelector('.body').replaceChildren(element('div', { class: 'leaf' }, left, right));
}

const inView = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      inView.add(entry.target);
      drawPage(entry.target);
    } else {
      inView.delete(entry.target);
    }
  }
}, { rootMargin: '600px' });
for (const page of pages) observer.observe(page.article);

/** Pages in view are drawn anew if they are not as asked; others once they come in view. */
function drawShown() {
  for (const article of inView) drawPage(article);
}

addEventListener('beforeprint', () => {
  for (const page of pages) if (!page.article.hidden) drawPage(page.article);
});
