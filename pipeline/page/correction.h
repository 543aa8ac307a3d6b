#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// What a person changed of one word in a page's hOCR.
struct Correction {
  std::string text;  ///< the person's; empty: the word is to go
  std::string was;   ///< what folio had written; empty: it had no text there
  std::string ocr;   ///< the recognizer's reading at that time; may be empty
  Box box;           ///< where the word stands
  Layer layer = Layer::typed;
  WordStatus status = WordStatus::plain;
  bool sets_status = false;  ///< the person changed `status` too
};

/// What a person said of a line or region as a whole: whose ink it is, and what it is for.
struct AreaCorrection {
  Box box;  ///< where it lies
  Layer layer = Layer::typed;
  Role role = Role::body;
  bool operator==(const AreaCorrection&) const = default;
};

/// What a person wrote about a place on the page; it changes nothing.
struct PageNote {
  Box box;
  std::string text;
  bool operator==(const PageNote&) const = default;
};

/// All corrections of a page, the older ones first, with the page that they were made on.
struct PageCorrections {
  cv::Size size;       ///< of the page that the boxes belong to
  std::string sha256;  ///< of the file that it came from; may be empty
  std::vector<Correction> list;
  std::vector<AreaCorrection> areas = {};
  std::vector<PageNote> notes = {};
};

/// A correction that has no place on the page, and why.
struct UnplacedCorrection {
  Correction correction;
  std::string reason;
};

}  // namespace folio
