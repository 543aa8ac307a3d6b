// A page's picture, or blank paper with the truth's words, and the marks of its words. What a mark means is told by
// its outline and its sign, not by color alone.

/** The parts of a mark around a box; `unit` is the size of its sign. */
function markParts(outcome, [x0, y0, x1, y1], unit) {
  const width = Math.max(1, x1 - x0), height = Math.max(1, y1 - y0);
  const parts = [drawing('rect', { class: 'frame', x: x0, y: y0, width, height })];
  if (outcome === 'missed') parts.push(drawing('path', { d: `M${x0} ${y1}L${x1} ${y0}` }));
  if (outcome === 'misread') parts.push(drawing('path', { class: 'under', d: `M${x0} ${y1}H${x1}` }));
  if (outcome === 'wrong-layer') {
    const gap = unit * 0.28;
    parts.push(drawing('rect', { x: x0 - gap, y: y0 - gap, width: width + 2 * gap, height: height + 2 * gap }));
  }
  if (outcome in kSigns) {
    const x = x0, y = y0 - unit * 0.2;
    parts.push(drawing('circle', { class: 'badge', cx: x, cy: y, r: unit * 0.55 }));
    parts.push(drawing('text', { x, y: y + unit * 0.3, 'font-size': unit * 0.9 }, kSigns[outcome]));
  }
  return parts;
}

/** A sample of a mark for the switches. */
function markSample(outcome) {
  const box = [7, 6, 27, 16];
  const svg = drawing('svg', { class: 'sample', viewBox: '0 0 32 20', width: 32, height: 20, 'aria-hidden': 'true' });
  const group = drawing('g', { class: 'word ' + outcome }, ...markParts(outcome, box, 9));
  svg.append(group);
  return svg;
}

function wordMark(word, unit) {
  const [x0, y0, x1, y1, group, outcome, text, read, reason] = word;
  const tooltip = label('tooltip', { outcome: label('outcome-' + outcome), group: label('group-' + group), text, read });
  return drawing('g', { class: `word group-${group} ${outcome}` },
    drawing('title', {}, reason ? `${tooltip} (${reason})` : tooltip), ...markParts(outcome, [x0, y0, x1, y1], unit));
}

function hasPlace([x0, y0, x1, y1]) {
  return x1 > x0 && y1 > y0;
}

/** The word itself, on blank paper. */
function writtenWord([x0, y0, x1, y1, group, , text]) {
  const height = y1 - y0;
  return drawing('text', { class: `there group-${group}`, x: x0, y: y1 - height * 0.15, 'font-size': height * 0.9,
    textLength: Math.max(1, x1 - x0), lengthAdjust: 'spacingAndGlyphs' }, text);
}

/** The picture with its marks in the order of the words; no mark where a word's place is not known, no picture where no
 * word's is. */
function pagePicture(image, name, reading) {
  const [width, height] = reading.size;
  if (width === 0) return { svg: null, marks: reading.words.map(() => null) };
  const wrong = reading.words.filter((word) => word[5] !== 'right').length;
  const svg = drawing('svg', { class: 'picture', viewBox: `0 0 ${width} ${height}`, role: 'group',
    'aria-label': label('picture', { page: name, count: wrong, system: start.systems[shown.system] }) });
  if (image) {
    svg.append(drawing('image', { href: image, width, height, preserveAspectRatio: 'none' }));
  } else {
    svg.append(drawing('rect', { class: 'blank', width, height }));
    svg.append(...reading.words.filter((word) => word[6] !== '' && hasPlace(word)).map(writtenWord));
  }
  const marks = reading.words.map((word) => (hasPlace(word) ? wordMark(word, width * 0.019) : null));
  svg.append(...marks.filter((mark) => mark !== null));
  return { svg, marks };
}
