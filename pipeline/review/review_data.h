#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "page/correction.h"
#include "page/parallel_text.h"
#include "page/reconciled_page.h"
#include "review/leaf_picture.h"

namespace folio {

/// All that the review page knows of one leaf.
struct ReviewLeaf {
  ReconciledPage page;                     ///< with what people corrected
  PageText as_read;                        ///< with the characters of its words
  std::vector<PageNote> notes;             ///< of people, on a page of `page`'s size
  std::string text_sha256;                 ///< of its hOCR now; empty = there is none
  LeafPicture picture;                     ///< empty = the scan could not be read
  const ParallelText* parallel = nullptr;  ///< the volume's text beside its translation; null = none
};

/// What stands in the page from its opening on, of each leaf: its name, checksums, and what is to be looked
/// at, by ids of words, and of lines and regions where the question is "layer".
///   {"stem", "image", "text", "words": count, "doubts": [[id, confidence, question]…],
///    "differences": [[id, transcription_wrong, reading_wrong]…]}
nlohmann::json review_summary(const ReviewLeaf& leaf);

/// A leaf's words, lines, readings and picture, which the page takes when the leaf is shown:
///   {"size": of the scan, "picture": {"size", "scan", "paper", "layers": data: addresses},
///    "lines": [{"id", "layer", "role", "box", "confidence", "turns"}…], "regions": […],
///    "words": [{"id", "text", "ocr", "box", "confidence", "status", "strike", "source", "line": index,
///               "hangs", "alternatives", "doubts", "ledger"}…],
///    "readings": {"typed": [[word…]…], "amended", "diplomatic"}, "notes": [{"box", "text"}…],
///    "translation": {"language", "paragraphs": [{"confidence", "boxes": of the lines of its original on this
///    leaf, "runs": [{"kind", "text", "uncertain", "joined"}…]}…]}}
/// What is at its default is left out of words.
nlohmann::json review_leaf_data(const ReviewLeaf& leaf);

/// Other readings of a word as a whole, the likeliest first: one character replaced by one of its
/// alternatives.
std::vector<std::string> alternatives_of(const Word& word, size_t most = 5);

}  // namespace folio
