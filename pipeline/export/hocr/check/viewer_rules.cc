#include <algorithm>
#include <array>

#include "core/text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

using enum Consumer;
using enum Effect;

constexpr std::array<std::string_view, 15> kKnown{
    "baseline", "bbox", "cflow", "cuts", "hardbreak", "image",     "imagemd5", "lpageno",
    "ppageno",  "nlp",  "order", "poly", "scan_res",  "textangle", "presence"};

/// A class that begins with "ocr": the only elements that hocrjs looks at.
bool is_seen(const HocrElement& element) { return element.css_class.starts_with("ocr"); }

std::vector<Hit> unseen(const HocrDocument& document) {
  return hits_where(document, true, [&](int i) {
    const HocrElement& element = document.at(i);
    return element.css_class.find("ocr") != std::string_view::npos && !is_seen(element) &&
           (has_class(element.node, "ocr_line") || has_class(element.node, "ocrx_word") ||
            has_class(element.node, "ocr_page"));
  });
}

std::vector<Hit> unknown_property(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    if (!is_seen(document.at(i)) || document.at(i).title.find("bbox") == std::string_view::npos) return false;
    return std::ranges::any_of(parse_title(document.at(i).title), [](const auto& property) {
      const std::string& name = property.first;
      return !name.starts_with("x_") && std::ranges::find(kKnown, name) == kKnown.end();
    });
  });
}

/// Four numbers that are not negative; decimals are cut off.
std::vector<Hit> bad_numbers(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    if (!is_seen(document.at(i))) return false;
    const Properties properties = parse_title(document.at(i).title);
    const auto box = properties.find("bbox");
    if (box != properties.end()) {
      const std::vector<std::string> sides = split_words(box->second);
      const bool whole = sides.size() == 4 && std::ranges::all_of(sides, [](const std::string& side) {
                           return parse_number(side).value_or(-1) >= 0;
                         });
      if (!whole) return true;
    }
    for (const char* name : {"x_wconf", "x_confs"}) {
      const auto found = properties.find(name);
      if (found == properties.end()) continue;
      for (const std::string& figure : split_words(found->second)) {
        const double value = parse_number(figure).value_or(-1);
        if (value < 0 || value > 100) return true;
      }
    }
    return false;
  });
}

std::vector<Hit> second_image(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return is_seen(document.at(i)) && !has_class(document.at(i).node, "ocr_page") &&
           document.at(i).title.find("image") != std::string_view::npos;
  });
}

std::vector<Hit> in_the_corner(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    const Box box = box_of(document.at(word).node);
    return box.x0 == 0 && box.y0 == 0 ? word : -1;
  });
}

constexpr HocrRule kRules[] = {
    {"class-order", hocrjs, loses, "sees only classes that begin with ocr", unseen},
    {"property-name", hocrjs, breaks,
     "ends with an error at a property that it does not know, unless it begins with x_", unknown_property},
    {"title-grammar", hocrjs, breaks, "ends with an error at a bbox or a confidence out of its range",
     bad_numbers},
    {"image-in-title", hocrjs, objects, "takes a title with the letters \"image\" for the page's picture",
     second_image},
    {"word-text", hocrjs, loses, "shows all text within a word", other_plain_text},
    {"corner", bookreader, loses, "drops words at 0 0", in_the_corner},
};

}  // namespace

std::span<const HocrRule> viewer_rules() { return kRules; }

}  // namespace folio
