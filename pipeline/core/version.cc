#include "core/version.h"

namespace folio {

std::string_view version() { return FOLIO_VERSION; }

}  // namespace folio
