// The picture of the leaf: layers on and off, zoom and pan, marks of what is chosen and pointed at.
const kColors = { typed: [25, 25, 25], hand: [20, 70, 190], strike: [205, 30, 30], stamp: [130, 40, 160], print: [0, 110, 90] };
const kBits = { typed: 1, hand: 2, strike: 4, stamp: 8, print: 16 };
const kTopmost = ['strike', 'stamp', 'hand', 'print', 'typed'];
const kStripRows = 128;  // a leaf's pixels at a time: all of them would be 15 MB a picture
const view = { scale: 1, x: 0, y: 0, fit: 'width', under: null, scan: null, loadedFor: -1, composed: 0, strip: null };

/** The rows from `top` on of a picture that is stretched to a size. */
function stripOf(image, [width, height], top, rows) {
  // One canvas for all: a browser keeps those that nothing holds any more for long.
  view.strip ??= element('canvas', { height: kStripRows }).getContext('2d', { willReadFrequently: true });
  if (view.strip.canvas.width !== width) view.strip.canvas.width = width;
  view.strip.clearRect(0, 0, width, kStripRows);
  view.strip.drawImage(image, 0, -top, width, height);
  return view.strip.getImageData(0, 0, width, rows);
}

/** The memory of decoded pictures is given back at once: a browser would take its time. */
function letPicturesGo() {
  view.scan?.close();
  view.under?.then((pictures) => pictures.forEach((picture) => picture?.close()), () => {});
  view.under = view.scan = null;
}

/** Decodes the leaf's scan and draws it. */
async function showPicture(leafIdx, leaf) {
  view.loadedFor = -1;
  letPicturesGo();
  const { scan, size } = leaf.picture;
  const canvas = byId('picture');
  byId('no-picture').hidden = scan !== '';
  canvas.width = size[0] || 1;
  canvas.height = size[1] || 1;
  const marks = byId('marks');
  marks.setAttribute('viewBox', `0 0 ${leaf.size[0]} ${leaf.size[1]}`);
  if (scan !== '') {
    const image = await loadPicture(scan);
    if (shown.leafIdx !== leafIdx) return image.close();
    view.scan?.close();  // of a turn to the same leaf that was overtaken
    view.scan = image;
    await composePicture();
  }
  view.loadedFor = leafIdx;
  fitPicture();
}

const showsScanAsIs = () => !shown.colors && Object.values(shown.layers).every(Boolean);

/** The scan's own pixels where they are of a layer that is on, else paper, or white where the paper is off. */
async function composePicture() {
  const leaf = shown.leaf, canvas = byId('picture');
  if (!leaf || !view.scan) return;
  const context = canvas.getContext('2d');
  const [width, height] = leaf.picture.size;
  if (showsScanAsIs()) {
    context.drawImage(view.scan, 0, 0);
    ++view.composed;
    return;
  }
  const under = view.under ??= Promise.all([leaf.picture.paper, leaf.picture.layers].map((address) => address === '' ? null : loadPicture(address)));
  const pictures = await under.catch(() => null);
  if (shown.leaf !== leaf || !view.scan) return;
  if (pictures === null) {
    view.under = null;
    warn(label('no-layers'));
    return;
  }
  const [paper, layers] = pictures;
  let on = 0;
  for (const [name, bit] of Object.entries(kBits)) if (shown.layers[name]) on |= bit;
  const colorOf = new Array(32).fill(null);  // of the topmost layer that is on
  for (let bits = 1; bits < 32; ++bits) {
    const top = kTopmost.find((name) => bits & on & kBits[name]);
    if (top) colorOf[bits] = kColors[top];
  }
  for (let top = 0; top < height; top += kStripRows) {
    const strip = (image) => stripOf(image, [width, height], top, Math.min(kStripRows, height - top));
    const out = strip(paper);
    composeStrip(out.data, strip(view.scan).data, layers && strip(layers).data, on, colorOf);
    context.putImageData(out, 0, top);
  }
  ++view.composed;
}

/** `paper` becomes what is to be seen. `on`: bits of the layers that are shown. */
function composeStrip(paper, scan, layers, on, colorOf) {
  for (let i = 0; i < paper.length; i += 4) {
    const bits = layers ? (layers[i] + 4) >> 3 : 1;
    const inked = (bits & on) !== 0, hidden = bits !== 0 && !inked;
    const color = inked && shown.colors ? colorOf[bits] : null;
    for (let c = 0; c < 3; ++c) {
      const p = paper[i + c], base = shown.layers.paper ? p : 255;
      if (color) {
        const ink = Math.max(0, Math.min(1, 1.25 * (p - scan[i + c]) / Math.max(1, p)));
        paper[i + c] = base * (1 - ink) + color[c] * ink;
      } else if (hidden || (!inked && !shown.layers.paper)) {
        paper[i + c] = base;
      } else {
        paper[i + c] = shown.layers.paper ? scan[i + c] : Math.min(255, 255 * scan[i + c] / Math.max(1, p));
      }
    }
    paper[i + 3] = 255;
  }
}

/** Places the picture in its window; `scale` is window pixels a pixel of the scan. */
function placePicture() {
  const leaf = shown.leaf, box = byId('view').getBoundingClientRect();
  if (!leaf) return;
  const [width, height] = leaf.size.map((side) => side * view.scale);
  const within = (at, size, room) => (size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at)));
  view.x = within(view.x, width, box.width);
  view.y = within(view.y, height, box.height);
  const stage = byId('stage');
  stage.style.width = `${width}px`;
  stage.style.height = `${height}px`;
  stage.style.transform = `translate(${view.x}px, ${view.y}px)`;
}
function fitPicture() {
  if (!shown.leaf) return;
  const box = byId('view').getBoundingClientRect();
  if (view.fit === 'width') view.scale = box.width / shown.leaf.size[0];
  if (view.fit === 'whole') view.scale = Math.min(box.width / shown.leaf.size[0], box.height / shown.leaf.size[1]);
  placePicture();
  bringIntoView();
}
/** `x`, `y`: the point of the window that stays where it is. */
function zoomBy(factor, x, y) {
  const box = byId('view').getBoundingClientRect();
  x ??= box.width / 2;
  y ??= box.height / 2;
  const scale = Math.max(0.05, Math.min(4, view.scale * factor));
  view.x = x - (x - view.x) * scale / view.scale;
  view.y = y - (y - view.y) * scale / view.scale;
  view.scale = scale;
  view.fit = '';
  placePicture();
}
function panBy(x, y) {
  view.x += x;
  view.y += y;
  placePicture();
}

/** So that what is chosen can be seen, with some room around it. */
function bringIntoView() {
  const box = chosenBox();
  if (!box) return;
  const room = byId('view').getBoundingClientRect();
  const move = (at, from, to, size) => {
    const a = at + from * view.scale, b = at + to * view.scale;
    return a < 40 || b > size - 40 ? size / 2 - (from + to) / 2 * view.scale : at;
  };
  view.x = move(view.x, box[0], box[2], room.width);
  view.y = move(view.y, box[1], box[3], room.height);
  placePicture();
}

function chosenThing() {
  if (!shown.leaf || !shown.chosen) return null;
  return (shown.chosen.kind === 'word' ? shown.leaf.wordById : shown.leaf.areaById).get(shown.chosen.id) ?? null;
}
const chosenBox = () => chosenThing()?.box ?? null;

function frame(box, name, room) {
  return drawing('rect', { class: name, x: box[0] - room, y: box[1] - room, width: box[2] - box[0] + 2 * room, height: box[3] - box[1] + 2 * room, rx: room });
}
/** Marks of what is chosen, of its line, and of what is pointed at. */
function drawMarks(...pointed) {
  const marks = [], thing = chosenThing();
  if (thing) {
    if (shown.chosen.kind === 'word') marks.push(frame(shown.leaf.lines[thing.line].box, 'line-mark', 10));
    marks.push(frame(thing.box, 'chosen-mark', 6));
  }
  for (const one of pointed) if (one) marks.push(frame(one.box, 'pointed-mark', 4));
  byId('marks').replaceChildren(...marks);
}

/** The word, else the region, at a point of the window. */
function thingAt(clientX, clientY) {
  const leaf = shown.leaf, box = byId('view').getBoundingClientRect();
  if (!leaf) return null;
  const x = (clientX - box.left - view.x) / view.scale, y = (clientY - box.top - view.y) / view.scale;
  const inside = (thing) => x >= thing.box[0] && x < thing.box[2] && y >= thing.box[1] && y < thing.box[3];
  const area = (thing) => (thing.box[2] - thing.box[0]) * (thing.box[3] - thing.box[1]);
  const smallest = (things) => things.filter(inside).sort((a, b) => area(a) - area(b))[0];
  const word = smallest(leaf.words);
  if (word) return { kind: 'word', thing: word };
  const region = smallest([...leaf.regions, ...leaf.lines.filter((line) => !leaf.words.some((w) => leaf.lines[w.line] === line))]);
  return region ? { kind: 'area', thing: region } : null;
}
