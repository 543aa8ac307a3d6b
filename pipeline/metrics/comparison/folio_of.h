#pragma once

#include <string>
#include <string_view>

namespace folio {

/// The folio that a page belongs to, by its name: "garf-718" for "garf-718-012", "garf-718_p003" and
/// "garf-718-12об". What is taken off the end is a number, with a "p", "l", "f" or "л" before it and "об",
/// "v" or "r" after it where they stand there, and a hyphen, underscore, dot or blank before that. Names of
/// nothing but a number are all of one folio, named "".
std::string folio_of(std::string_view stem);

}  // namespace folio
