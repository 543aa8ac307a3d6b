// Leaves: in the page as JSON, or as files of a folder beside it, loaded when they are shown. A few stay in memory.
const kMostLoaded = 4;
const loadedLeaves = new Map();  // by index: promise of the leaf, the least recently used first
const awaitedLeaves = new Map(); // by number: what to call with the data

/** What a leaf's file calls. */
function folioLeaf(number, data) {
  awaitedLeaves.get(number)?.(data);
  awaitedLeaves.delete(number);
}

function leafData(leafIdx) {
  const number = start.leaves[leafIdx].number;  // of the volume's leaves, of which some may be missing
  if (start.folder === '') return Promise.resolve(JSON.parse(byId('leaf-' + number).textContent));
  return new Promise((resolve, reject) => {
    awaitedLeaves.set(number, resolve);
    const file = `${encodeURIComponent(start.folder)}/${String(number + 1).padStart(4, '0')}.js`;
    const script = element('script', { src: file, onload: () => script.remove(), onerror: () => { script.remove(); reject(new Error(label('no-file', { file: `${start.folder}/${file.split('/')[1]}` }))); } });
    document.head.append(script);
  });
}

/** The leaf's data with words, lines and regions by id. */
function loadLeaf(leafIdx) {
  let leaf = loadedLeaves.get(leafIdx);
  loadedLeaves.delete(leafIdx);
  leaf ??= leafData(leafIdx).then((data) => {
    data.words.forEach((word, idx) => { word.idx = idx; word.ocr ??= word.text; });
    data.wordById = new Map(data.words.map((word) => [word.id, word]));
    data.areaById = new Map([...data.lines, ...data.regions].map((area) => [area.id, area]));
    const heights = data.words.map((word) => word.box[3] - word.box[1]).sort((a, b) => a - b);
    data.usualHeight = heights[heights.length >> 1] ?? 40;
    work.forgetDone(leafIdx, data);
    return data;
  });
  leaf.catch(() => loadedLeaves.delete(leafIdx));
  loadedLeaves.set(leafIdx, leaf);
  for (const oldest of loadedLeaves.keys()) {
    if (loadedLeaves.size <= kMostLoaded) break;
    loadedLeaves.delete(oldest);
  }
  return leaf;
}

/** Decodes a picture that stands in its address (data:TYPE;base64,BYTES). Whoever has it closes it. */
function loadPicture(address) {
  const [type, bytes] = address.slice('data:'.length).split(';base64,');
  return createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], { type }));
}
