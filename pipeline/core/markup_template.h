#pragma once

#include <map>
#include <string>
#include <string_view>

namespace folio {

using TemplateValues = std::map<std::string, std::string, std::less<>>;

/// `text` with each {{name}} replaced by its value, as it is; values are not looked into again. Asserts that
/// each name has a value.
std::string filled_template(std::string_view text, const TemplateValues& values);

/// `{name}` replaced in a label, likewise. Other braces stay.
std::string filled_label(std::string_view text, const TemplateValues& values);

/// For a <script type="application/json">, or as a value within a script: no tag, comment or entity can begin
/// in it, no character of it ends a line, and it stays the same JSON.
std::string json_in_markup(std::string_view json);

/// What a Content-Security-Policy calls an inline script or style of exactly this content: 'sha256-…'.
std::string policy_hash(std::string_view content);

/// RFC 4648 base64 with padding, on one line; of less than a gigabyte.
std::string base64(std::string_view bytes);

}  // namespace folio
