// The controls: which pages are shown, and what of them.
const filterForm = document.getElementById('filter');
const marksForm = document.getElementById('marks');

function field(key, control) {
  return element('label', {}, label(key), control);
}

function choice(entries, chosen, onChange) {
  const select = element('select', {}, ...entries.map(([value, text]) => element('option', { value }, text)));
  select.value = chosen;
  select.addEventListener('change', () => onChange(select.value));
  return select;
}

function group(key, ...controls) {
  return element('fieldset', {}, element('legend', {}, label(key)), ...controls);
}

/** A switch that shows and hides by a class of all pages: `onClass` when it is on, else when it is off. */
function toggle(text, cssClass, on, whenOn, ...before) {
  const box = element('input', { type: 'checkbox' });
  box.checked = on;
  const update = () => leaves.classList.toggle(cssClass, box.checked === whenOn);
  box.addEventListener('change', update);
  update();
  return element('label', {}, box, ...before, text);
}

function sortChoices() {
  const out = [['order', label('sort-order')], ['name', label('sort-name')]];
  start.systems.forEach((system, at) => out.push([`error-${at}`, label('sort-error', { system })]));
  start.systems.slice(1).forEach((system, at) => out.push([`difference-${at + 1}`, label('sort-difference', { system: start.systems[0] }) + (start.systems.length > 2 ? ` (${system})` : '')]));
  return out;
}

function buildFilter() {
  const sort = choice(sortChoices(), 'order', (value) => { shown.sort = value; updatePageList(); });
  const least = element('input', { type: 'number', min: '0', max: '1000', step: 'any', value: '0' });
  least.addEventListener('input', () => { shown.least = Math.max(0, Number(least.value) / 100 || 0); updatePageList(); });
  const name = element('input', { type: 'search' });
  name.addEventListener('input', () => { shown.name = name.value; updatePageList(); });
  const mark = choice([['', label('any')], ...kOutcomes.map((outcome) => [outcome, label('outcome-' + outcome)])], '',
    (value) => { shown.mark = value; updatePageList(); });
  const leastField = field('least', least);
  leastField.append(label('percent'));
  filterForm.append(field('sort', sort), leastField, field('any-mark', mark), field('name', name));
  filterForm.setAttribute('aria-label', label('filter'));
  filterForm.addEventListener('submit', (event) => event.preventDefault());
  for (const button of pageList.tHead.querySelectorAll('button')) {
    button.addEventListener('click', () => { shown.sort = sort.value = button.dataset.sort; updatePageList(); });
  }
}

function systemChoice() {
  const radios = start.systems.map((system, at) => {
    const radio = element('input', { type: 'radio', name: 'system', value: String(at) });
    radio.checked = at === 0;
    radio.addEventListener('change', () => { shown.system = at; updatePageList(); drawShown(); });
    return element('label', {}, radio, system);
  });
  return group('system', ...radios);
}

function buildMarks() {
  if (start.systems.length > 1) marksForm.append(systemChoice());
  marksForm.append(
    group('marks', ...kOutcomes.map((outcome) => toggle(label('outcome-' + outcome), 'hide-' + outcome, true, false, markSample(outcome))),
      toggle(label('outcome-right'), 'hide-right', false, false, markSample('right'))),
    group('layers', ...kGroups.map((name) => toggle(label('group-' + name), 'hide-' + name, true, false))),
    group('view', toggle(label('only-differing'), 'only-differing', false, true), toggle(label('stacked'), 'stacked', false, true),
      toggle(label('large-picture'), 'large-picture', false, true)));
  marksForm.addEventListener('submit', (event) => event.preventDefault());
}

if (pages.length > 0 && start.systems.length > 0) {
  buildFilter();
  buildMarks();
  filterForm.hidden = marksForm.hidden = false;
  updatePageList();
}
