#include "metrics/layers/text_layer.h"

#include <cassert>

namespace folio {

std::string_view name_of(TextLayer layer) {
  switch (layer) {
    case TextLayer::typed:
      return "typed";
    case TextLayer::hand:
      return "hand";
    case TextLayer::struck:
      return "struck";
    case TextLayer::inserted:
      return "inserted";
    case TextLayer::stamp:
      return "stamp";
    case TextLayer::print:
      return "print";
  }
  assert(false);
  return {};
}

bool is_in(TextLayer text_layer, Layer layer, WordStatus status) {
  switch (text_layer) {
    case TextLayer::typed:
      return layer == Layer::typed;
    case TextLayer::hand:
      return layer == Layer::hand;
    case TextLayer::struck:
      return status == WordStatus::struck;
    case TextLayer::inserted:
      return status == WordStatus::inserted;
    case TextLayer::stamp:
      return layer == Layer::stamp;
    case TextLayer::print:
      return layer == Layer::print;
  }
  assert(false);
  return false;
}

}  // namespace folio
