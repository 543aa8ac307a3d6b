// The leaf's text in one of its readings. Words are found from the ink and the other way round.
const textLines = byId('lines');

function wordClasses(word) {
  const line = shown.leaf.lines[word.line], classes = ['word', 'layer-' + layerOf(line)];
  if (statusOf(word) === 'struck') classes.push('struck');
  if (work.get(shown.leafIdx, 'word', word.id)) classes.push('decided');
  else if (word.source !== 'person' && word.ledger) classes.push('differs');
  else if (word.source !== 'person' && word.doubts) classes.push('doubtful');
  if (word.source === 'person') classes.push('person');
  return classes.join(' ');
}

/** What a reader who cannot see its look is told of a word. */
function wordName(word) {
  const line = shown.leaf.lines[word.line], parts = [textOf(word) || label('unread')];
  if (layerOf(line) !== 'typed') parts.push(label('layer-' + layerOf(line)));
  if (statusOf(word) !== 'plain') parts.push(label('status-' + statusOf(word)));
  if (!work.get(shown.leafIdx, 'word', word.id) && (word.doubts || word.ledger)) parts.push(label(word.ledger ? 'differs' : 'doubtful'));
  return parts.join(', ');
}

function wordNode(word) {
  const text = textOf(word);
  const markup = shown.reading === 'typed' ? 'span' : { struck: 'del', inserted: 'ins' }[statusOf(word)] ?? 'span';
  const node = element('span', { class: wordClasses(word), 'data-word': word.idx, tabindex: -1, role: 'button', 'aria-label': wordName(word) });
  node.append(element(markup, {}, text === '' ? kUnread : text));
  return node;
}

/** The translation of what stands on this leaf, a paragraph each. */
function translationNodes(translation) {
  if (translation.paragraphs.length === 0) return [element('p', { class: 'paragraph' }, label('no-translation'))];
  const markup = { struck: 'del', handwritten: 'ins' };
  return translation.paragraphs.map((paragraph, idx) => {
    const node = element('p', { class: 'paragraph', 'data-paragraph': idx, tabindex: 0, lang: translation.language });
    for (const run of paragraph.runs) {
      if (node.childNodes.length > 0 && !run.joined) node.append(' ');
      const text = run.text === '' ? label('role-signature') : run.text;
      node.append(element(markup[run.kind] ?? 'span', { class: 'run ' + run.kind }, run.kind === 'note' ? `[${text}]` : run.uncertain ? text + ' (?)' : text));
    }
    if (paragraph.confidence < 0.5) node.append(element('span', { class: 'run note' }, ' ' + label('unsure-paragraph', { confidence: percent(paragraph.confidence) })));
    return node;
  });
}
/** The lines on the leaf that a paragraph of the translation goes with. */
function pointAtParagraph(node) {
  for (const other of textLines.querySelectorAll('.pointed')) other.classList.remove('pointed');
  node?.classList.add('pointed');
  drawMarks(...(node ? shown.leaf.translation.paragraphs[Number(node.dataset.paragraph)].boxes.map((box) => ({ box })) : []));
}

function drawText() {
  const leaf = shown.leaf;
  if (!leaf) { textLines.replaceChildren(); return; }
  if (shown.reading === 'translation' && !leaf.translation) shown.reading = 'diplomatic';
  if (shown.reading === 'translation') { textLines.replaceChildren(...translationNodes(leaf.translation)); return; }
  const lines = [];
  for (const numbers of leaf.readings[shown.reading]) {
    const line = element('p', { class: 'line' });
    for (const number of numbers) {
      const word = leaf.words[number], text = textOf(word);
      if (shown.reading === 'amended' && statusOf(word) === 'struck') continue;
      if (shown.reading !== 'diplomatic' && text === '') continue;
      if (line.childNodes.length > 0 && !word.hangs) line.append(' ');
      line.append(wordNode(word));
    }
    if (line.childNodes.length > 0) lines.push(line);
  }
  textLines.replaceChildren(...lines);
  markChosenWord(false);
}

const wordNodes = () => [...textLines.querySelectorAll('.word')];
const nodeOfWord = (word) => textLines.querySelector(`.word[data-word="${word.idx}"]`);

/** The chosen word is the one that Tab leads to; arrows lead on from it. */
function markChosenWord(scrolls = true) {
  for (const node of textLines.querySelectorAll('.chosen')) { node.classList.remove('chosen'); node.tabIndex = -1; node.removeAttribute('aria-current'); }
  const word = shown.chosen?.kind === 'word' ? shown.leaf?.wordById.get(shown.chosen.id) : null;
  const node = (word && nodeOfWord(word)) ?? textLines.querySelector('.word');
  if (!node) return;
  node.tabIndex = 0;
  if (!word || !nodeOfWord(word)) return;
  node.classList.add('chosen');
  node.setAttribute('aria-current', 'true');
  if (scrolls) {
    const room = textLines.getBoundingClientRect(), box = node.getBoundingClientRect();
    if (box.top < room.top || box.bottom > room.bottom) textLines.scrollTop += box.top - room.top - room.height / 2;
  }
}

/** One word alone anew, where its text has changed in place. */
function redrawWord(word) {
  const node = nodeOfWord(word);
  const stays = node && !(shown.reading === 'amended' && statusOf(word) === 'struck') && (textOf(word) !== '' || shown.reading === 'diplomatic');
  if (!stays) { drawText(); return; }
  node.replaceWith(wordNode(word));
  markChosenWord(false);
}

function pointAt(word) {
  for (const node of textLines.querySelectorAll('.pointed')) node.classList.remove('pointed');
  if (word) nodeOfWord(word)?.classList.add('pointed');
  drawMarks(word);
}
