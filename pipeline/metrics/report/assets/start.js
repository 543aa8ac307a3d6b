// What all parts of the script share. Text of the files goes into the page by textContent and attributes alone.
const start = JSON.parse(document.getElementById('start').textContent);
const kGroups = ['typed', 'hand', 'struck', 'inserted', 'stamp', 'print'];
const kOutcomes = ['missed', 'misread', 'wrong-layer', 'extra'];
const kSigns = { 'missed': '−', 'misread': '≠', 'wrong-layer': '⇄', 'extra': '+' };

/** The label of this key, with {name} replaced by the values. */
function label(key, values = {}) {
  return start.labels[key].replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

/** An element of HTML with attributes and children: nodes, or text. */
function element(name, attributes = {}, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

/** The same of SVG. */
function drawing(name, attributes = {}, ...children) {
  return furnished(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function furnished(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** What is shown; parts of the script read it, controls.js changes it. */
const shown = { system: 0, sort: 'order', least: 0, name: '', mark: '' };
