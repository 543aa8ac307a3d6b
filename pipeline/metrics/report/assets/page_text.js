// The truth's lines beside what was read: <del> what is lost, <ins> what was put in, <mark> what was taken for another.
function visible(text) {
  return /^\s+$/.test(text) ? '␣'.repeat([...text].length) : text;
}

/** The pieces of a line, as one side has them. */
function sideOfLine(pieces, isTruth) {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    const [truth, read, isSame] = piece;
    const own = isTruth ? truth : read;
    if (isSame) return own;
    if (own === '') return isTruth ? '' : element('span', { class: 'gap', title: label('lost-here', { text: truth }) });
    if (truth !== '' && read !== '') return element('mark', { title: label('changed-here', { truth, read }) }, visible(own));
    return isTruth ? element('del', { title: label('lost-here', { text: truth }) }, visible(own))
      : element('ins', { title: label('missing-here', { text: read }) }, visible(own));
  });
}

function lineRow(pieces, at) {
  const differs = pieces.some((piece) => typeof piece !== 'string' && piece.length === 2);
  return element('tr', differs ? { class: 'differs' } : {}, element('th', { scope: 'row', class: 'at' }, String(at + 1)),
    element('td', { dir: 'auto' }, ...sideOfLine(pieces, true)), element('td', { dir: 'auto' }, ...sideOfLine(pieces, false)));
}

function lineTable(reading, name) {
  if (reading.lines.length === 0) return element('p', {}, label('no-lines'));
  const system = start.systems[shown.system];
  return element('table', { class: 'lines', 'aria-label': label('lines', { page: name, system }) },
    element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: 'at' }, label('line')),
      element('th', { scope: 'col' }, label('truth')), element('th', { scope: 'col' }, label('read', { system })))),
    element('tbody', {}, ...reading.lines.map(lineRow)));
}
