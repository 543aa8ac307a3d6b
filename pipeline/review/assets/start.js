// What all parts of the script share. Text of the files goes into the page by textContent and attributes alone.
const start = JSON.parse(document.getElementById('start').textContent);
const kLayers = ['typed', 'hand', 'stamp', 'print'];
const kRoles = ['body', 'heading', 'insertion', 'fill-in', 'correction', 'marginalia', 'resolution', 'signature', 'leaf-number', 'page-number', 'stamp', 'picture'];
const kReadings = ['typed', 'amended', 'diplomatic'];
const kUnread = '□□□';

/** What is chosen and shown; controls.js changes it. */
const shown = {
  language: start.language || (navigator.language.startsWith('ru') ? 'ru' : 'en'),
  leafIdx: -1,         // in start.leaves
  leaf: null,          // its data, once loaded: see leaves.js
  chosen: null,        // {kind: 'word' or 'area', id} on that leaf
  reading: 'diplomatic',
  layers: { typed: true, hand: true, strike: true, stamp: true, print: true, paper: true },
  colors: false,       // each layer's ink in a color of its own
  queue: 'doubts',     // or 'differences'
  order: 'worst',      // or 'leaf'
};

/** The label of this key, with {name} replaced by the values. */
function label(key, values = {}) {
  const text = start.labels[shown.language][key];
  if (text === undefined) throw new Error('no label ' + key);
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** An element of HTML with attributes and children: nodes, or text. Handlers are attributes that begin with "on". */
function element(name, attributes = {}, ...children) {
  return furnished(document.createElement(name), attributes, children);
}
/** The same of SVG. */
function drawing(name, attributes = {}, ...children) {
  return furnished(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}
function furnished(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (typeof value === 'boolean') node.toggleAttribute(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}
const byId = (id) => document.getElementById(id);

/** To who does not see the page, and at its foot. */
function say(text) { byId('said').textContent = text; }
function warn(text) {
  byId('warning').textContent = text;
  byId('warning').hidden = text === '';
}
const percent = (share) => Math.round(100 * share) + ' %';
