#pragma once

#include <string>
#include <string_view>

namespace folio {

/// Well-formed XML from the HTML that some engines write: void elements are closed, HTML's usual named
/// entities become numbers, scripts and styles are emptied. What is XML already comes out unchanged, and line
/// numbers stay. Takes time in proportion to the length.
std::string xml_from_html(std::string_view html);

/// The same from any HTML, as a browser would take it in the main: names in lower case, values quoted, a
/// `<p>` or `<td>` that is never closed ends where the next begins, what else is left open ends with what is
/// around it, end tags without a beginning are left out, comments too. Line numbers stay. Elements deeper
/// than `kDeepestElement` are left out (their text stays), so that time stays in proportion to the length.
std::string xml_from_tag_soup(std::string_view html);

/// Elements within each other in hOCR that is read.
inline constexpr int kDeepestElement = 200;

}  // namespace folio
