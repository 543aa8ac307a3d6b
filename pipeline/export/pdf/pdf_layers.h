#pragma once

#include <array>
#include <string_view>

#include "page/layer.h"

namespace folio {

/// Layers of our PDFs that a viewer can switch, in the order of their list. What is drawn and what can be
/// searched of one kind are two.
enum class PdfLayerId : unsigned char {
  scan,  ///< the whole scan (--keep-scan, pictures); else the paper without its ink
  typed_ink,
  typed_text,
  strikes,
  struck_text,  ///< of any layer
  hand_ink,
  hand_text,
  stamp_ink,
  stamp_text,
  print_ink,
  print_text,
};

inline constexpr std::array<std::string_view, 11> kPdfLayerNames{
    "Scan: paper",       "Typed: ink",  "Typed: text",  "Struck: strikes", "Struck: text", "Handwriting: ink",
    "Handwriting: text", "Stamps: ink", "Stamps: text", "Print: ink",      "Print: text"};

constexpr PdfLayerId ink_of(Layer layer) {
  switch (layer) {
    case Layer::typed:
      return PdfLayerId::typed_ink;
    case Layer::hand:
      return PdfLayerId::hand_ink;
    case Layer::strike:
      return PdfLayerId::strikes;
    case Layer::stamp:
      return PdfLayerId::stamp_ink;
    case Layer::print:
      return PdfLayerId::print_ink;
    case Layer::none:
      break;
  }
  return PdfLayerId::scan;
}

}  // namespace folio
