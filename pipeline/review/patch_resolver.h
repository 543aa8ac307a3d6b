#pragma once

#include <string>
#include <vector>

#include "page/correction.h"
#include "review/review_patch.h"

namespace folio {

/// An edit that does not fit the page as it is now.
struct PatchConflict {
  std::string stem;
  std::string id;      ///< that the edit named
  std::string wanted;  ///< in words
  std::string reason;
};

/// What a page's edits come to, on the page as it is now.
struct ResolvedPatch {
  std::vector<Correction> words;
  std::vector<AreaCorrection> areas;
  std::vector<PageNote> notes;
  std::size_t there_already = 0;  ///< edits that change nothing: an earlier patch has done them
  std::vector<PatchConflict> conflicts;

  bool changes_something() const { return !words.empty() || !areas.empty() || !notes.empty(); }
};

/// Holds each edit against the page: its words by id and place, else by place alone. A word fits that reads
/// and is struck as the review page had it; whoever has changed it since, person or program, makes a
/// conflict, unless it came out as the edit wants it. `kept`: what people corrected before, on a page of this
/// size. `text_sha256`: of the page's hOCR now.
ResolvedPatch resolve_patch(const PagePatch& patch, const PageText& page, const PageCorrections& kept,
                            const std::string& text_sha256);

}  // namespace folio
