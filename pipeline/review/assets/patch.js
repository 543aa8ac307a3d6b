// The file that folio apply takes in: see docs/review.md.
function patchOf() {
  const pages = [];
  start.leaves.forEach((leaf, leafIdx) => {
    const kinds = work.edits[leafIdx];
    const edits = [...Object.values(kinds.word), ...Object.values(kinds.area), ...Object.values(kinds.note)];
    if (edits.length > 0) pages.push({ page: leaf.stem, image_sha256: leaf.image, text_sha256: leaf.text, edits });
  });
  return { format: 'folio-review-patch', version: start.version, made_by: start.program, pages };
}

function savePatch() {
  const address = URL.createObjectURL(new Blob([JSON.stringify(patchOf(), null, 1) + '\n'], { type: 'application/json' }));
  const link = element('a', { href: address, download: `${start.title}.review.json` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  work.savedAt = work.changes;
  drawProgress();
  say(label('said-saved', { file: `${start.title}.review.json`, count: work.count() }));
}

/** Takes up work that was saved before, on another machine perhaps. */
async function openPatch(file) {
  try {
    const patch = JSON.parse(await file.text());
    if (patch.format !== 'folio-review-patch' || patch.version !== start.version) throw new Error(label('no-patch'));
    let taken = 0;
    for (const page of patch.pages) {
      const leafIdx = start.leaves.findIndex((leaf) => leaf.stem === page.page && leaf.image === page.image_sha256);
      if (leafIdx === -1) throw new Error(label('other-volume', { page: String(page.page) }));
      const kinds = { word: {}, area: {}, note: {} };
      for (const edit of page.edits) if (kinds[edit.kind]) { kinds[edit.kind][edit.id] = edit; ++taken; }
      work.takeIn(leafIdx, kinds);
      work.keep(leafIdx);
    }
    warn('');
    drawAll();
    say(label('said-opened', { count: taken }));
  } catch (error) {
    warn(label('cannot-open', { file: file.name, why: error.message }));
  }
}
