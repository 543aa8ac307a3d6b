#include "page/page_kind.h"

#include <array>
#include <utility>

#include "page/name_table.h"

namespace folio {
namespace {

constexpr std::array kNames{
    std::pair{PageKind::typed, "typed"},     std::pair{PageKind::handwritten, "handwritten"},
    std::pair{PageKind::printed, "printed"}, std::pair{PageKind::form, "form"},
    std::pair{PageKind::picture, "picture"}, std::pair{PageKind::empty, "empty"}};

}  // namespace

std::string_view name_of(PageKind kind) { return find_name(kNames, kind); }

std::optional<PageKind> page_kind_from_name(std::string_view name) {
  const auto value = find_value(kNames, name);
  return value ? std::optional<PageKind>(*value) : std::nullopt;
}

}  // namespace folio
