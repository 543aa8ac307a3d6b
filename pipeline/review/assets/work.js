// What the person has done: edits by leaf and by id of what they are about, kept in the browser, and taken back one by
// one. An edit is what the patch file will have (docs/review.md).
const work = {
  edits: start.leaves.map(() => ({ word: {}, area: {}, note: {} })),
  past: [],            // for undo: {leafIdx, kind, id, before}
  isKept: true,        // false: the browser refuses to keep it
  savedAt: 0, changes: 0,

  key(leafIdx) { return `folio-review:${start.volume}:${start.leaves[leafIdx].stem}`; },

  /** Takes up what the browser has kept. */
  load() {
    try {
      for (let i = 0; i < start.leaves.length; ++i) {
        const text = localStorage.getItem(this.key(i));
        if (text !== null) this.takeIn(i, JSON.parse(text));
      }
    } catch { this.isKept = false; }
  },

  /** Edits of a leaf as an object by kind and id; what is none of ours is left out. */
  takeIn(leafIdx, kinds) {
    for (const kind of ['word', 'area', 'note'])
      for (const edit of Object.values(kinds?.[kind] ?? {}))
        if (typeof edit?.id === 'string' && Array.isArray(edit.box)) this.edits[leafIdx][kind][edit.id] = { ...edit, kind };
  },

  keep(leafIdx) {
    const kinds = this.edits[leafIdx];
    try {
      if (['word', 'area', 'note'].every((kind) => Object.keys(kinds[kind]).length === 0)) localStorage.removeItem(this.key(leafIdx));
      else localStorage.setItem(this.key(leafIdx), JSON.stringify(kinds));
      this.isKept = true;
    } catch { this.isKept = false; }
  },

  get(leafIdx, kind, id) { return this.edits[leafIdx][kind][id]; },

  /** `edit` null: there is none any more. */
  set(leafIdx, kind, id, edit, canUndo = true) {
    const before = this.edits[leafIdx][kind][id] ?? null;
    if (canUndo) this.past.push({ leafIdx, kind, id, before });
    if (edit === null) delete this.edits[leafIdx][kind][id];
    else this.edits[leafIdx][kind][id] = edit;
    ++this.changes;
    this.keep(leafIdx);
  },

  /** Takes the last edit back; gives what it was about, or nothing. */
  undo() {
    const last = this.past.pop();
    if (last) this.set(last.leafIdx, last.kind, last.id, last.before, false);
    return last;
  },

  count() {
    let count = 0;
    for (const kinds of this.edits) for (const kind of Object.values(kinds)) count += Object.keys(kind).length;
    return count;
  },

  /** An earlier patch has brought some of a leaf's edits into it: they are done. */
  forgetDone(leafIdx, leaf) {
    for (const [id, edit] of Object.entries(this.edits[leafIdx].word)) {
      const word = leaf.wordById.get(id);
      if (word && word.source === 'person' && word.text === edit.after && (word.status ?? 'plain') === edit.status) delete this.edits[leafIdx].word[id];
    }
    for (const [id, edit] of Object.entries(this.edits[leafIdx].area)) {
      const area = leaf.areaById.get(id);
      if (area && area.confidence >= 1 && area.layer === edit.layer && area.role === edit.role) delete this.edits[leafIdx].area[id];
    }
    for (const [id, edit] of Object.entries(this.edits[leafIdx].note))
      if (noteOf(leaf, edit.box) === edit.text) delete this.edits[leafIdx].note[id];
    this.keep(leafIdx);
  },
};

/** What a person had noted about this box before. */
function noteOf(leaf, box) {
  const note = leaf.notes.find((n) => overlapOf(n.box, box) >= 0.5);
  return note ? note.text : '';
}
function overlapOf(a, b) {
  const area = (c) => Math.max(0, c[2] - c[0]) * Math.max(0, c[3] - c[1]);
  const common = area([Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]);
  return common === 0 ? 0 : common / (area(a) + area(b) - common);
}

// A word, line or region as it is with the person's edits.
const textOf = (word) => work.get(shown.leafIdx, 'word', word.id)?.after ?? word.text;
const statusOf = (word) => work.get(shown.leafIdx, 'word', word.id)?.status ?? word.status ?? 'plain';
const layerOf = (area) => work.get(shown.leafIdx, 'area', area.id)?.layer ?? area.layer;
const roleOf = (area) => work.get(shown.leafIdx, 'area', area.id)?.role ?? area.role;
