// The list of a page's wrong words. Each leads to its mark on the picture, by mouse and by keyboard, and back.
function wordRow(word, mark) {
  const [, , , , group, outcome, text, read, reason] = word;
  const button = element('button', { type: 'button' }, `${kSigns[outcome]} ${label('outcome-' + outcome)}`);
  // Why is shown where the kind does not say it: of words in the wrong layer, and of misread ones that are there too.
  const why = outcome === 'wrong-layer' || reason.includes(',') ? [element('span', { class: 'what' }, reason)] : [];
  const row = element('tr', { class: `group-${group} ${outcome}` }, element('td', { title: reason }, button, ...why),
    element('td', {}, label('group-' + group)), element('td', {}, element('bdi', {}, text)),
    element('td', {}, element('bdi', {}, read)));
  const choose = () => {
    for (const other of row.closest('.leaf').querySelectorAll('.chosen')) other.classList.remove('chosen');
    row.classList.add('chosen');
    mark?.classList.add('chosen');
  };
  button.addEventListener('click', () => { choose(); mark?.scrollIntoView({ block: 'nearest' }); });
  button.addEventListener('focus', choose);
  mark?.addEventListener('click', () => { choose(); row.scrollIntoView({ block: 'nearest' }); });
  return row;
}

function wordList(reading, marks) {
  if (!reading.has_words) return [];
  const rows = [];
  reading.words.forEach((word, at) => { if (word[5] !== 'right') rows.push(wordRow(word, marks[at])); });
  if (rows.length === 0) return [element('p', {}, label('no-words'))];
  const heads = ['mark', 'layer', 'truth', 'read'].map((key) => element('th', { scope: 'col' }, label('column-' + key)));
  const table = element('table', { class: 'words' }, element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows));
  return [element('h4', {}, label('words')),
    element('div', { class: 'word-list', role: 'region', tabindex: '0', 'aria-label': label('words') }, table)];
}
