#pragma once

#include <optional>
#include <string_view>

namespace folio {

/// What a page is, by most of what is on it.
enum class PageKind : unsigned char {
  typed,        ///< by a machine, whatever was written over it
  handwritten,  ///< hardly anything but handwriting
  printed,
  form,     ///< printed, and filled in by hand
  picture,  ///< a photo or a drawing; captions aside
  empty,    ///< no writing
};

/// Names as they stand in files: "typed", "handwritten", "printed", "form", "picture", "empty".
std::string_view name_of(PageKind kind);
std::optional<PageKind> page_kind_from_name(std::string_view name);

/// The kind, and how sure.
struct PageKindGuess {
  PageKind kind = PageKind::typed;
  double confidence = 0;  ///< [0, 1]; 0 = not looked at
};

}  // namespace folio
