#include "review/review_page.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <cassert>

#include "core/files.h"
#include "core/markup_template.h"
#include "core/version.h"
#include "export/hocr/hocr_markup.h"
#include "page/layer.h"
#include "review/review_assets.h"
#include "review/review_patch.h"

namespace folio {
namespace {

using Json = nlohmann::json;

/// The script is one, in this order.
constexpr std::array kScripts{"start.js", "work.js", "leaves.js", "leaf_view.js", "text_view.js",
                              "queue.js", "card.js", "patch.js",  "controls.js"};

std::string script() {
  std::string out = "'use strict';\n";
  for (const char* file : kScripts) {
    const std::string_view text = review_asset(file);
    assert(!text.empty());
    out += text;
  }
  return out;
}

std::string text_of(const Json& json) {
  return json_in_markup(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string policy(std::string_view style, std::string_view script, bool has_files) {
  // A page that was opened as a file may be of no origin: its leaves are files, too.
  const std::string files = has_files ? " 'self' file:" : "";
  return "default-src 'none'; script-src " + policy_hash(script) + files + "; style-src " +
         policy_hash(style) + "; base-uri 'none'; form-action 'none'";
}

/// One volume's work is not another's.
std::string id_of(const std::vector<Json>& summaries) {
  std::string all;
  for (const Json& summary : summaries)
    all += summary.at("stem").get<std::string>() + "\t" + summary.at("image").get<std::string>() + "\n";
  return sha256_hex(all).substr(0, 32);
}

}  // namespace

std::string review_leaf_file(size_t leaf_idx) { return fmt::format("{:04}.js", leaf_idx + 1); }

std::string review_leaf_script(size_t leaf_idx, const Json& data) {
  return fmt::format("folioLeaf({},{});\n", leaf_idx, text_of(data));
}

std::string review_leaf_element(size_t leaf_idx, const Json& data) {
  return fmt::format("<script type=\"application/json\" id=\"leaf-{}\">{}</script>\n", leaf_idx,
                     text_of(data));
}

std::string review_page(const ReviewPageOptions& options, const std::vector<Json>& summaries,
                        const std::string& leaves) {
  const std::string code = script();
  const std::string style(review_asset("review.css"));
  const Json start{{"title", options.title},
                   {"language", options.language},
                   {"folder", options.pages_folder},
                   {"program", "folio " + std::string(version())},
                   {"version", kReviewPatchVersion},
                   {"volume", id_of(summaries)},
                   {"leaves", summaries},
                   {"labels", Json::parse(review_asset("labels.json"))}};
  return filled_template(review_asset("review.html"),
                         {{"language", options.language.empty() ? "en" : options.language},
                          {"policy", escape_markup(policy(style, code, !options.pages_folder.empty()))},
                          {"title", escape_markup(options.title)},
                          {"style", style},
                          {"start-data", text_of(start)},
                          {"leaves", leaves},
                          {"script", code}});
}

}  // namespace folio
