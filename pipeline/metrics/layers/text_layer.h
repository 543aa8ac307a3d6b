#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "page/page_text.h"

namespace folio {

/// What words of a page are scored together. They overlap: a struck typed word is typed and struck, an
/// inserted one mostly hand and inserted.
enum class TextLayer : unsigned char {
  typed,     ///< words of the typed layer, struck ones too
  hand,      ///< words of the hand layer
  struck,    ///< struck words of any layer
  inserted,  ///< inserted words of any layer
  stamp,     ///< words of the stamp layer
  print,     ///< words of the print layer
};

inline constexpr std::array<TextLayer, 6> kTextLayers{TextLayer::typed,  TextLayer::hand,
                                                      TextLayer::struck, TextLayer::inserted,
                                                      TextLayer::stamp,  TextLayer::print};

/// "typed", "hand", "struck", "inserted", "stamp", "print": figures of a layer are named "hand.cer".
std::string_view name_of(TextLayer layer);

/// Whether a word of this layer and status is scored with `text_layer`.
bool is_in(TextLayer text_layer, Layer layer, WordStatus status);

}  // namespace folio
