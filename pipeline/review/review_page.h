#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace folio {

/// The review page, written piece by piece: no leaf is kept.
struct ReviewPageOptions {
  std::string title;         ///< the volume's name
  std::string language;      ///< "en" or "ru"; empty = the browser's
  std::string pages_folder;  ///< beside the page, where leaves lie as files; empty = they are in the page
};

/// The name of a leaf's file in the pages' folder: "0001.js".
std::string review_leaf_file(size_t leaf_idx);

/// What stands in that file, and in the page for a leaf that is in it.
std::string review_leaf_script(size_t leaf_idx, const nlohmann::json& data);
std::string review_leaf_element(size_t leaf_idx, const nlohmann::json& data);

/// The page. `summaries`: review_summary() of each leaf; `leaves`: their elements, joined; empty where they
/// lie in a folder. Its Content-Security-Policy lets nothing run but its own script and the leaves' files,
/// and nothing be fetched.
std::string review_page(const ReviewPageOptions& options, const std::vector<nlohmann::json>& summaries,
                        const std::string& leaves);

}  // namespace folio
