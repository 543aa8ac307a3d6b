// The list of pages: sorted and filtered together with the pages themselves.
const pageList = document.querySelector('.page-list');
const leaves = document.getElementById('leaves');
const pages = [...pageList.tBodies[0].rows].map((row) => ({
  row,
  article: document.getElementById('page-' + row.dataset.page),
  number: Number(row.dataset.page),
  name: row.querySelector('bdi').textContent,
  errors: row.dataset.errors.split(' ').map((text) => (text === '-' ? null : Number(text))),
  marks: row.dataset.marks.split(' ').map((text) => text.split(',').map(Number)),
}));

/** Pages without a figure come last. */
function byFalling(value) {
  return (a, b) => (value(b) ?? -Infinity) - (value(a) ?? -Infinity) || a.number - b.number;
}

function comparison(sort) {
  const system = Number(sort.split('-')[1]);
  if (sort === 'name') return (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.number - b.number);
  if (sort.startsWith('error-')) return byFalling((page) => page.errors[system]);
  if (sort.startsWith('difference-')) {
    return byFalling((page) => page.errors[system] === null || page.errors[0] === null
      ? null : Math.abs(page.errors[system] - page.errors[0]));
  }
  return (a, b) => a.number - b.number;
}

function isShown(page) {
  const error = page.errors[shown.system] ?? null;
  if (shown.least > 0 && (error === null || error < shown.least)) return false;
  if (!page.name.toLowerCase().includes(shown.name.toLowerCase())) return false;
  return shown.mark === '' || page.marks[shown.system][kOutcomes.indexOf(shown.mark)] > 0;
}

function updatePageList() {
  const sorted = [...pages].sort(comparison(shown.sort));
  pageList.tBodies[0].append(...sorted.map((page) => page.row));
  leaves.append(...sorted.map((page) => page.article));
  let count = 0;
  for (const page of pages) {
    page.row.hidden = page.article.hidden = !isShown(page);
    if (!page.row.hidden) ++count;
  }
  document.getElementById('shown').textContent = label('shown', { count, all: pages.length });
  for (const header of pageList.tHead.rows[0].cells) {
    const key = header.firstElementChild.dataset.sort;
    if (key !== shown.sort) header.removeAttribute('aria-sort');
    else header.setAttribute('aria-sort', key.startsWith('error-') ? 'descending' : 'ascending');
  }
}
