#include "page/segmented_page.h"

#include <array>
#include <utility>

#include "page/name_table.h"

namespace folio {
namespace {

constexpr std::array kBlockNames{std::pair{BlockKind::body, "body"}, std::pair{BlockKind::table, "table"},
                                 std::pair{BlockKind::marginal, "marginal"},
                                 std::pair{BlockKind::page_number, "page-number"}};

}  // namespace

std::string_view name_of(BlockKind kind) { return find_name(kBlockNames, kind); }
std::optional<BlockKind> block_kind_from_name(std::string_view name) { return find_value(kBlockNames, name); }

}  // namespace folio
