#pragma once

#include <string>
#include <string_view>

namespace folio {

/// Text as every product holds it: UTF-8, NFC (never NFKC: № and ½ stay), without what XML 1.0 or a PDF's
/// ToUnicode map cannot hold (control characters, byte order marks, noncharacters), runs of white space as
/// one space and none at the ends. Malformed bytes become U+FFFD. May come out empty.
std::string clean_text(std::string_view text);

}  // namespace folio
