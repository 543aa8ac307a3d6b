// What is to be looked at: doubtful words, lines and regions; words of which transcription and reading differ.
const queue = { items: [], at: -1 };

const isDecided = (item) => work.get(item.leafIdx, item.kind, item.id) !== undefined;
const questionIsOfArea = (question) => question === 'layer';

/** Items in their order: the worst first, of the volume or within each leaf. */
function makeQueue() {
  const items = [];
  start.leaves.forEach((leaf, leafIdx) => {
    if (shown.queue === 'doubts')
      for (const [id, sure, question] of leaf.doubts) items.push({ leafIdx, id, kind: questionIsOfArea(question) ? 'area' : 'word', score: sure, question });
    else
      for (const [id, transcriptionWrong, readingWrong] of leaf.differences) items.push({ leafIdx, id, kind: 'word', score: -transcriptionWrong, transcriptionWrong, readingWrong });
  });
  const byScore = (a, b) => a.score - b.score;
  items.sort(shown.order === 'worst' ? byScore : (a, b) => a.leafIdx - b.leafIdx || byScore(a, b));
  queue.items = items;
  findInQueue();
}

/** Where the chosen word or area stands in it. */
function findInQueue() {
  queue.at = queue.items.findIndex((item) => item.leafIdx === shown.leafIdx && item.id === shown.chosen?.id && item.kind === shown.chosen?.kind);
}

/** The next item from `from` on in a direction; undecided ones only where asked. Nothing when there is none. */
function itemFrom(from, step, undecided) {
  for (let k = from; k >= 0 && k < queue.items.length; k += step)
    if (!undecided || !isDecided(queue.items[k])) return k;
  return -1;
}

async function goTo(at) {
  const item = queue.items[at];
  if (!item) return;
  queue.at = at;
  await choose(item.leafIdx, { kind: item.kind, id: item.id });
  focusField();
}
function goBy(step) {
  const from = queue.at === -1 ? nearestInQueue(step) : queue.at + step;
  const at = itemFrom(from, step, false);
  if (at === -1) say(label(step > 0 ? 'queue-end' : 'queue-begin'));
  else goTo(at);
}
/** From a word that is not in the queue: to what stands on the same leaf or after it. */
function nearestInQueue(step) {
  const at = queue.items.findIndex((item) => item.leafIdx >= shown.leafIdx);
  return at === -1 ? (step > 0 ? 0 : queue.items.length - 1) : at;
}
/** After a decision. */
function goToUndecided() {
  let at = itemFrom(queue.at + 1, 1, true);
  if (at === -1) at = itemFrom(0, 1, true);
  if (at === -1) { drawCard(); focusField(); say(label('queue-done')); return; }
  goTo(at);
}

function drawQueue() {
  const counts = { doubts: 0, differences: 0 };
  for (const leaf of start.leaves) { counts.doubts += leaf.doubts.length; counts.differences += leaf.differences.length; }
  const choice = (name, group, value, text, set) => element('label', { class: 'choice' },
    element('input', { type: 'radio', name: group, value, checked: value === name, onchange: set }), text);
  const decided = queue.items.filter(isDecided).length;
  byId('queue').replaceChildren(
    element('div', { class: 'choices' },
      ...['doubts', 'differences'].map((value) => choice(shown.queue, 'queue', value, label('queue-' + value, { count: counts[value] }), () => changeQueue(value, shown.order)))),
    element('div', { class: 'steps' },
      element('button', { type: 'button', id: 'before', onclick: () => goBy(-1) }, label('before')),
      element('button', { type: 'button', id: 'after', onclick: () => goBy(1) }, label('after')),
      element('button', { type: 'button', id: 'undo', disabled: work.past.length === 0, onclick: undo }, label('undo')),
      element('select', { id: 'order', 'aria-label': label('order'), onchange: (event) => changeQueue(shown.queue, event.target.value) },
        ...['worst', 'leaf'].map((value) => element('option', { value, selected: value === shown.order }, label('order-' + value)))),
      element('span', { class: 'where' }, queue.items.length === 0 ? label('queue-empty') : label('where', { at: queue.at + 1 || '–', count: queue.items.length, decided }))));
}

function changeQueue(name, order) {
  const from = document.activeElement?.id === 'order' ? '#order' : `input[value="${name}"]`;
  shown.queue = name;
  shown.order = order;
  makeQueue();
  drawQueue();
  byId('queue').querySelector(from).focus();
  const at = itemFrom(0, 1, true);
  if (queue.at === -1 && at !== -1) { queue.at = at; choose(queue.items[at].leafIdx, { kind: queue.items[at].kind, id: queue.items[at].id }); }
}
