#include "core/version.h"

namespace folio {

std::string_view version() { return FOLIO_VERSION; }
std::string_view commit() { return FOLIO_COMMIT; }

}  // namespace folio
