#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batch/leaf_numberings.h"

namespace folio {

/// Something about a folio's leaf numbers that a person should know.
struct LeafFinding {
  enum class Kind : unsigned char {
    gap,           ///< a number between two others that no page has
    twice,         ///< two pages have one number
    out_of_order,  ///< a page does not lie where its number puts it
    verso,         ///< a page is the back of a leaf
    renumbered,    ///< pages have numbers in several numberings
    unread,        ///< a number was not read, or a page has none
    contradicts,   ///< a number is not what its place, the transcription or the citation says
    missing,       ///< the transcription or the citation has it, no page does
  };
  Kind kind = Kind::gap;
  int page_idx = -1;  ///< the first page that it is about; -1 = none
  std::string text;   ///< in words
};

/// "gap", "twice", "out-of-order", …
std::string_view name_of(LeafFinding::Kind kind);

struct LeafSources {
  std::vector<std::string> pages;              ///< names, in the files' order
  std::vector<SeenLeaf> seen;                  ///< in the order of pages
  std::vector<std::vector<LeafName>> written;  ///< the transcription's lines of leaf numbers, in its order
  std::vector<LeafRange> cited;                ///< leaves of the call number
  std::vector<std::optional<LeafName>>
      named;  ///< by page, the leaf that its file is named after; may be empty
};

struct LeafReport {
  std::vector<Numbering> numberings;
  std::vector<LeafFinding> findings;  ///< by numbering and page; then those of transcription and citation
};

/// Compares the leaf numbers of a folio with the order of its files, with each other, with the
/// transcription's lines of numbers and the leaves that its call number names. Takes n log n in pages.
LeafReport report_leaves(const LeafSources& sources);

}  // namespace folio
