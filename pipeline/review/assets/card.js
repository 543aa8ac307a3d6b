// The card of what is chosen: its picture, readings and alternatives, and what the person says of it.
const card = { candidates: [], at: 0 };

const fieldOf = () => byId('field');
function focusField() {
  const field = fieldOf();
  if (field) { field.focus({ preventScroll: true }); field.select(); }
  else byId('accept')?.focus({ preventScroll: true });
}

/** What the field may hold without typing: the text as it is, the reading, its alternatives. */
function candidatesOf(word) {
  const all = [textOf(word), word.text, word.ocr, ...(word.alternatives ?? [])];
  return all.filter((text, k) => all.indexOf(text) === k && (text !== '' || k === 0));
}
function howOf(word, text) {
  if (text === word.text) return word.ledger?.transcription ? 'transcription' : 'accept';
  if (text === word.ocr) return 'reading';
  return (word.alternatives ?? []).includes(text) ? 'alternative' : 'type';
}

function wordEdit(word, text, status) {
  const how = howOf(word, text);
  return { kind: 'word', how: how === 'transcription' && word.text !== text ? 'type' : how, id: word.id, box: word.box, before: word.text, after: text, status_before: word.status ?? 'plain', status };
}

/** Takes what the card says as the person's decision, and goes on. */
function accept() {
  const thing = chosenThing();
  if (!thing) return;
  if (shown.chosen.kind === 'area') return decideArea(thing);
  const text = fieldOf().value.normalize('NFC').trim().replace(/\s+/g, ' ');
  decideWord(thing, text);
}
/** `isGone`: there is no such word; an empty text alone leaves an unread word as it is. */
function decideWord(word, text, isGone = false) {
  const struck = byId('struck').checked, was = statusOf(word);
  const status = struck ? 'struck' : was === 'struck' ? ((word.status ?? 'plain') === 'struck' ? 'plain' : word.status ?? 'plain') : was;
  const edit = wordEdit(word, text, status);
  if (isGone) edit.how = 'type';
  work.set(shown.leafIdx, 'word', word.id, edit);
  say(text === '' ? label(word.text === '' && !isGone ? 'said-unread' : 'said-out', { text: word.text || kUnread }) : label(text === word.text ? 'said-accepted' : 'said-changed', { text, before: word.text || kUnread }));
  redrawWord(word);
  changed();
  goToUndecided();
}
function decideArea(area) {
  setArea(area, layerOf(area), roleOf(area));
  say(label('said-area', { layer: label('layer-' + layerOf(area)), role: label('role-' + roleOf(area)) }));
  goToUndecided();
}
function setArea(area, layer, role) {
  work.set(shown.leafIdx, 'area', area.id, { kind: 'area', id: area.id, box: area.box, layer_before: area.layer, layer, role_before: area.role, role });
  drawText();
  changed();
}
function setNote(thing, text) {
  const before = noteOf(shown.leaf, thing.box), now = text.trim();
  if (now === (work.get(shown.leafIdx, 'note', thing.id)?.text ?? before)) return;
  work.set(shown.leafIdx, 'note', thing.id, now === before ? null : { kind: 'note', id: thing.id, box: thing.box, text: now });
  changed();
}

/** A piece of the scan around the box, as large as there is room for. */
function cutOut(box) {
  const canvas = element('canvas', { class: 'cut-out', role: 'img', 'aria-label': label('cut-out') });
  const leaf = shown.leaf;
  if (!view.scan || view.loadedFor !== shown.leafIdx) return canvas;
  const scale = leaf.picture.size[0] / leaf.size[0];
  const height = box[3] - box[1], width = box[2] - box[0];
  // Words of low ink, such as a dash, are seen among what stands around them.
  const usual = Math.max(height, leaf.usualHeight);
  const roomX = Math.max(2.5 * usual, 0.25 * width), roomY = Math.max(0.8 * usual, 1.3 * usual - height / 2);
  const x = Math.max(0, box[0] - roomX), y = Math.max(0, box[1] - roomY);
  const w = Math.min(leaf.size[0], box[2] + roomX) - x, h = Math.min(leaf.size[1], box[3] + roomY) - y;
  const zoom = Math.min(440 / w, 130 / h);
  const sharp = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(w * zoom * sharp));
  canvas.height = Math.max(1, Math.round(h * zoom * sharp));
  canvas.style.width = `${Math.round(w * zoom)}px`;
  canvas.style.height = `${Math.round(h * zoom)}px`;
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(view.scan, x * scale, y * scale, w * scale, h * scale, 0, 0, canvas.width, canvas.height);
  context.strokeStyle = '#c2410c';
  context.lineWidth = 2 * sharp;
  context.strokeRect((box[0] - x) * zoom * sharp - 3, (box[1] - y) * zoom * sharp - 3, width * zoom * sharp + 6, height * zoom * sharp + 6);
  return canvas;
}

function fact(name, value, lang) { return element('div', { class: 'fact' }, element('dt', {}, name), element('dd', lang ? { lang } : {}, value)); }

function questionsOf(word) {
  const questions = (word.doubts ?? []).map(([question, sure]) => label('question-' + question, { sure: percent(sure) }));
  if (word.ledger) questions.push(label(word.ledger.outcome === 'not-in-transcription' ? 'question-not-transcribed' : 'question-differs', {
    transcription: percent(word.ledger.transcription_wrong ?? 0), reading: percent(word.ledger.reading_wrong ?? 0) }));
  return questions.length > 0 ? questions : [label('question-none')];
}

/** What the ledger says, in the page's language where that is known; the language that it is in. */
function wordsOf(reason) {
  const known = start.labels[shown.language]['because ' + reason];
  return known === undefined ? [reason, 'en'] : [known, shown.language];
}

function wordPart(word) {
  const decided = work.get(shown.leafIdx, 'word', word.id);
  card.candidates = candidatesOf(word);
  card.at = 0;
  const text = textOf(word) || (decided ? '' : word.ocr);
  const differs = word.ledger !== undefined;
  const facts = element('dl', { class: 'facts' });
  if (differs && word.ledger.outcome !== 'not-in-transcription') facts.append(fact(label('transcription'), word.text || '–'));
  facts.append(fact(label('reading'), word.ocr || kUnread));
  if (differs && word.ledger.outcome === 'not-in-transcription') facts.append(fact(label('transcription'), label('has-not')));
  facts.append(fact(label('sure'), word.source === 'person' ? label('by-person') : percent(word.confidence)));
  if (word.ledger?.reason) facts.append(fact(label('reason'), ...wordsOf(word.ledger.reason)));
  const suggestion = (value, name) => element('button', { type: 'button', class: 'suggestion', onclick: () => decideWord(word, value) },
    ...(name ? [element('span', { class: 'from' }, name), ' '] : []), element('span', { class: 'value' }, value));
  const suggestions = [];
  if (differs && word.ledger.outcome !== 'not-in-transcription') {
    suggestions.push(suggestion(word.text, label('transcription')));
    if (word.ocr !== '' && word.ocr !== word.text) suggestions.push(suggestion(word.ocr, label('reading')));
  } else if (word.ocr !== '' && word.ocr !== word.text && word.text !== '') suggestions.push(suggestion(word.ocr, label('reading')));
  for (const other of word.alternatives ?? []) suggestions.push(suggestion(other, ''));
  return [
    ...questionsOf(word).map((question) => element('p', { class: 'question' }, question)),
    facts,
    element('div', { class: 'entry' },
      element('label', { for: 'field' }, label('text-field')),
      element('input', { id: 'field', value: text, lang: 'ru', spellcheck: 'false', autocapitalize: 'off', maxlength: 250, 'aria-describedby': 'field-help' }),
      element('button', { type: 'submit', id: 'accept', class: 'main' }, label('accept'))),
    element('p', { id: 'field-help', class: 'help' }, label(card.candidates.length > 1 ? 'field-help' : 'field-help-alone')),
    ...(suggestions.length > 0 ? [element('div', { class: 'suggestions', role: 'group', 'aria-label': label('suggestions') }, ...suggestions)] : []),
    element('div', { class: 'more' },
      element('label', { class: 'choice' }, element('input', { type: 'checkbox', id: 'struck', checked: statusOf(word) === 'struck' }), label('struck-out')),
      element('button', { type: 'button', id: 'take-out', onclick: () => decideWord(word, '', true) }, label('take-out')),
      ...(decided ? [element('button', { type: 'button', id: 'forget', onclick: () => { work.set(shown.leafIdx, 'word', word.id, null); redrawWord(word); changed(); drawCard(); focusField(); } }, label('forget'))] : [])),
  ];
}

function selectOf(id, values, prefix, chosen, set) {
  const all = values.includes(chosen) ? values : [chosen, ...values];
  const select = element('select', { id, onchange: () => set(select.value) }, ...all.map((value) => element('option', { value, selected: value === chosen }, label(prefix + value))));
  return select;
}
/** Layer and role of the line or region, and a note about the word or it. */
function areaPart(area, thing) {
  const isLine = shown.leaf.lines.includes(area);
  return element('fieldset', { class: 'area' }, element('legend', {}, label(isLine ? 'line' : 'region')),
    element('label', {}, label('layer'), ' ', selectOf('area-layer', kLayers, 'layer-', layerOf(area), (value) => setArea(area, value, roleOf(area)))),
    element('label', {}, label('role'), ' ', selectOf('area-role', kRoles, 'role-', roleOf(area), (value) => setArea(area, layerOf(area), value))),
    element('label', { class: 'note' }, label('note'), element('textarea', { id: 'note', rows: 2, maxlength: 4000, onchange: (event) => setNote(thing, event.target.value) },
      work.get(shown.leafIdx, 'note', thing.id)?.text ?? noteOf(shown.leaf, thing.box))));
}

function drawCard() {
  const thing = chosenThing(), form = byId('card');
  if (!thing) { form.replaceChildren(element('p', { class: 'help' }, label('nothing-chosen'))); return; }
  const isWord = shown.chosen.kind === 'word';
  const area = isWord ? shown.leaf.lines[thing.line] : thing;
  const decided = work.get(shown.leafIdx, shown.chosen.kind, thing.id);
  form.replaceChildren(
    element('h2', {}, label(isWord ? 'word' : shown.leaf.lines.includes(thing) ? 'line' : 'region'), ' ',
      element('span', { class: 'detail' }, `${start.leaves[shown.leafIdx].stem} · ${label('layer-' + layerOf(area))} · ${label('role-' + roleOf(area))}`),
      ...(decided ? [element('span', { class: 'badge' }, label('decided'))] : [])),
    cutOut(thing.box),
    ...(isWord ? wordPart(thing) : [element('p', { class: 'question' }, label('question-layer', { sure: percent(thing.confidence) })),
      element('div', { class: 'entry' }, element('button', { type: 'submit', id: 'accept', class: 'main' }, label('accept')))]),
    areaPart(area, thing));
}

/** Another candidate into the field, without the mouse. */
function cycle(step) {
  if (card.candidates.length < 2) return;
  card.at = (card.at + step + card.candidates.length) % card.candidates.length;
  const field = fieldOf();
  field.value = card.candidates[card.at];
  field.select();
}
