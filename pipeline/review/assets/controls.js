// What holds the parts together: what is chosen, buttons, keys, languages.
let wish = 0;  // of choices of leaves that are still loading the last one counts

/** Shows a leaf and chooses a word, line or region of it. */
async function choose(leafIdx, chosen) {
  const mine = ++wish;
  if (leafIdx !== shown.leafIdx || !shown.leaf) {
    let leaf;
    try {
      leaf = await loadLeaf(leafIdx);
    } catch (error) {
      warn(error.message);
      return;
    }
    if (mine !== wish) return;
    shown.leafIdx = leafIdx;
    shown.leaf = leaf;
    shown.chosen = chosen;
    byId('leaf-list').value = String(leafIdx);
    drawText();
    drawReadings();
    await showPicture(leafIdx, leaf).catch(() => { byId('no-picture').hidden = false; });
    if (mine !== wish) return;
  }
  shown.chosen = chosen;
  findInQueue();
  drawCard();
  drawQueue();
  drawMarks();
  markChosenWord();
  bringIntoView();
}
/** A leaf with the first thing to look at on it. */
function chooseLeaf(leafIdx) {
  if (leafIdx < 0 || leafIdx >= start.leaves.length) return;
  const item = queue.items.find((i) => i.leafIdx === leafIdx && !isDecided(i));
  choose(leafIdx, item ? { kind: item.kind, id: item.id } : null);
}

function changed() {
  drawProgress();
  drawQueue();
  warn(work.isKept ? '' : label('not-kept'));
}
function undo() {
  const last = work.undo();
  if (!last) return;
  changed();
  say(label('said-undone'));
  if (last.leafIdx === shown.leafIdx) drawText();
  choose(last.leafIdx, { kind: last.kind === 'note' ? (last.id.startsWith('w') ? 'word' : 'area') : last.kind, id: last.id }).then(focusField);
}

function drawProgress() {
  const count = work.count();
  byId('progress').textContent = label('progress', { leaves: start.leaves.length, edits: count });
  byId('unsaved').textContent = count > 0 && work.savedAt !== work.changes ? label('unsaved') : '';
  byId('save').disabled = count === 0;
}
function drawLayers() {
  const box = (name, checked, set) => element('label', { class: 'choice layer-choice layer-' + name },
    element('input', { type: 'checkbox', 'data-layer': name, checked, onchange: (event) => { set(event.target.checked); composePicture(); } }), element('span', { class: 'swatch' }), label('show-' + name));
  byId('layers').replaceChildren(
    ...Object.keys(shown.layers).map((name) => box(name, shown.layers[name], (on) => { shown.layers[name] = on; })),
    box('colors', shown.colors, (on) => { shown.colors = on; }));
}
function drawReadings() {
  const readings = shown.leaf?.translation ? [...kReadings, 'translation'] : kReadings;
  byId('readings').replaceChildren(...readings.map((name) => element('label', { class: 'choice' },
    element('input', { type: 'radio', name: 'reading', value: name, checked: name === shown.reading, onchange: () => { shown.reading = name; drawText(); } }), label('reading-' + name))));
}
function drawKeys() {
  const rows = ['enter', 'arrows', 'page', 'escape', 'f2', 'edit', 'undo', 'digits', 'zoom', 'leaves', 'save'];
  byId('key-table').replaceChildren(...rows.map((key) => element('tr', {}, element('th', { scope: 'row' }, label('key-' + key)), element('td', {}, label('key-' + key + '-does')))));
}
/** All words of the page in its language. */
function drawAll() {
  document.documentElement.lang = shown.language;
  byId('language').value = shown.language;
  document.title = label('title', { volume: start.title });
  for (const node of document.querySelectorAll('[data-label]')) node.textContent = label(node.dataset.label);
  for (const node of document.querySelectorAll('[data-name]')) { node.setAttribute('aria-label', label('name-' + node.dataset.name)); if (node.tagName === 'BUTTON') node.title = label('name-' + node.dataset.name); }
  byId('leaf-list').replaceChildren(...start.leaves.map((leaf, idx) => element('option', { value: idx, selected: idx === shown.leafIdx }, `${idx + 1}. ${leaf.stem}`)));
  byId('picture').setAttribute('aria-label', label('name-picture'));
  drawProgress();
  drawLayers();
  drawReadings();
  drawKeys();
  drawQueue();
  drawText();
  drawCard();
}

const toggleLayer = (name) => {
  const box = byId('layers').querySelector(`[data-layer="${name}"]`);
  box?.click();
};

/** Keys by their place on the keyboard: the same with Latin and Cyrillic layouts. */
function onKey(event) {
  const inField = event.target === fieldOf();
  const types = inField || event.target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
  const presses = event.target.matches('button, a, summary, input, [role=button]');
  const done = (action) => { event.preventDefault(); action(); };
  if ((event.ctrlKey || event.metaKey) && event.code === 'KeyS') return done(() => { if (work.count() > 0) savePatch(); });
  if (event.code === 'PageDown') return done(() => goBy(1));
  if (event.code === 'PageUp') return done(() => goBy(-1));
  if (event.code === 'F2' && byId('struck')) return done(() => byId('struck').click());
  if (inField) {
    if (event.code === 'ArrowDown') return done(() => cycle(1));
    if (event.code === 'ArrowUp') return done(() => cycle(-1));
    if (event.code === 'Escape') return done(() => byId('card').focus());
    return;
  }
  if (types || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('.word') && (event.code.startsWith('Arrow') || event.code === 'Enter' || event.code === 'Space')) return done(() => onWordKey(event));
  const names = Object.keys(shown.layers);
  if (/^Digit[1-6]$/.test(event.code)) return done(() => toggleLayer(names[Number(event.code[5]) - 1]));
  switch (event.code) {
    case 'KeyN': case 'KeyJ': return done(() => goBy(1));
    case 'KeyP': case 'KeyK': return done(() => goBy(-1));
    case 'KeyE': return done(focusField);
    case 'KeyU': return done(undo);
    case 'Enter': if (!presses) done(accept); return;
    case 'Equal': case 'NumpadAdd': return done(() => zoomBy(1.25));
    case 'Minus': case 'NumpadSubtract': return done(() => zoomBy(0.8));
    case 'Digit0': return done(() => { view.fit = 'width'; fitPicture(); });
    case 'BracketLeft': return done(() => chooseLeaf(shown.leafIdx - 1));
    case 'BracketRight': return done(() => chooseLeaf(shown.leafIdx + 1));
    default:
  }
  if (event.target === byId('view')) {
    const steps = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
    if (steps[event.code]) done(() => panBy(...steps[event.code]));
  }
}
/** From word to word of the text; Enter opens it. */
function onWordKey(event) {
  const nodes = wordNodes(), at = nodes.indexOf(event.target);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.code] ?? 0;
  const node = nodes[at + step];
  if (!node) return;
  const word = shown.leaf.words[Number(node.dataset.word)];
  choose(shown.leafIdx, { kind: 'word', id: word.id }).then(() => (step === 0 ? focusField() : nodeOfWord(word)?.focus()));
}

function listen() {
  const on = (id, type, action) => byId(id).addEventListener(type, action);
  document.addEventListener('keydown', onKey);
  on('card', 'submit', (event) => { event.preventDefault(); accept(); });
  on('leaf-list', 'change', (event) => chooseLeaf(Number(event.target.value)));
  on('leaf-before', 'click', () => chooseLeaf(shown.leafIdx - 1));
  on('leaf-after', 'click', () => chooseLeaf(shown.leafIdx + 1));
  on('language', 'change', (event) => { shown.language = event.target.value; drawAll(); });
  on('save', 'click', savePatch);
  on('open', 'click', () => byId('open-file').click());
  on('open-file', 'change', (event) => { if (event.target.files[0]) openPatch(event.target.files[0]); event.target.value = ''; });
  on('zoom-in', 'click', () => zoomBy(1.25));
  on('zoom-out', 'click', () => zoomBy(0.8));
  on('zoom-width', 'click', () => { view.fit = 'width'; fitPicture(); });
  on('zoom-whole', 'click', () => { view.fit = 'whole'; fitPicture(); });
  window.addEventListener('resize', fitPicture);
  window.addEventListener('beforeunload', (event) => { if (!work.isKept && work.savedAt !== work.changes) event.preventDefault(); });

  // Text and ink point at each other.
  const wordOf = (event) => { const node = event.target.closest?.('.word'); return node ? shown.leaf.words[Number(node.dataset.word)] : null; };
  const paragraphOf = (event) => event.target.closest?.('.paragraph[data-paragraph]');
  on('lines', 'mouseover', (event) => (shown.reading === 'translation' ? pointAtParagraph(paragraphOf(event)) : pointAt(wordOf(event))));
  on('lines', 'focusin', (event) => { const node = paragraphOf(event); if (node) pointAtParagraph(node); });
  on('lines', 'mouseleave', () => pointAt(null));
  on('lines', 'click', (event) => { const word = wordOf(event); if (word) choose(shown.leafIdx, { kind: 'word', id: word.id }).then(focusField); });
  const pane = byId('view');
  let drag = null;
  pane.addEventListener('pointerdown', (event) => { drag = { x: event.clientX, y: event.clientY, moved: false }; pane.setPointerCapture(event.pointerId); });
  pane.addEventListener('pointermove', (event) => {
    if (!drag) { const found = thingAt(event.clientX, event.clientY); pointAt(found?.kind === 'word' ? found.thing : null); if (found?.kind === 'area') drawMarks(found.thing); return; }
    const x = event.clientX - drag.x, y = event.clientY - drag.y;
    if (!drag.moved && Math.hypot(x, y) < 4) return;
    drag = { x: event.clientX, y: event.clientY, moved: true };
    panBy(x, y);
  });
  pane.addEventListener('pointerup', (event) => {
    if (drag && !drag.moved) { const found = thingAt(event.clientX, event.clientY); if (found) choose(shown.leafIdx, { kind: found.kind, id: found.thing.id }).then(focusField); }
    drag = null;
  });
  pane.addEventListener('pointercancel', () => { drag = null; });
  pane.addEventListener('pointerleave', () => pointAt(null));
  pane.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = pane.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    else panBy(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
  }, { passive: false });
}

async function begin() {
  work.load();
  makeQueue();
  if (queue.items.length === 0 && start.leaves.some((leaf) => leaf.differences.length > 0)) { shown.queue = 'differences'; makeQueue(); }
  listen();
  drawAll();
  if (!work.isKept) warn(label('not-kept'));
  const first = itemFrom(0, 1, true);
  if (first !== -1) await goTo(first);
  else if (start.leaves.length > 0) await choose(0, null);
  document.body.dataset.ready = 'true';
}
begin();
