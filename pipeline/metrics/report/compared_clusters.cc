#include "metrics/report/compared_clusters.h"

#include <unordered_map>

#include "core/text.h"

namespace folio {
namespace {

bool is_white(const std::string& cluster) {
  for (const char32_t c : to_code_points(cluster)) {
    if (!is_space(c)) return false;
  }
  return true;
}

/// Clusters, with runs of white space as one of them.
std::vector<ComparedCluster> clusters_of(std::string_view text) {
  std::vector<ComparedCluster> out;
  for (std::string& cluster : grapheme_clusters(text)) {
    const bool white = is_white(cluster);
    const bool line_end = white && cluster.find('\n') != std::string::npos;
    if (white && !out.empty() && is_white(out.back().text)) {
      out.back().text += cluster;
      out.back().ends_line |= line_end;
    } else {
      out.push_back({.text = std::move(cluster), .compared = {}, .ends_line = line_end});
    }
  }
  return out;
}

/// Normalizes pieces of text, each different one once.
class Comparer {
 public:
  explicit Comparer(const Normalizations& normalizations)
      : breaks_words_(normalizations.contains(Normalization::hyphens)),
        has_hard_sign_(normalizations.contains(Normalization::hard_sign)),
        of_letters_(normalizations) {
    of_letters_.erase(Normalization::hyphens);
    of_letters_.erase(Normalization::spaces);
  }

  /// Whether a word is broken by this cluster at a line's end.
  bool is_break(const std::string& cluster) {
    return breaks_words_ && normalized("a" + cluster + "\na", {Normalization::hyphens}) == "aa";
  }

  /// A cluster as it is compared; its neighbors matter to a hard sign alone.
  std::string compared(const std::string& before, const std::string& cluster, const std::string& after) {
    if (has_hard_sign_) {
      const std::vector<std::string> three = grapheme_clusters(letters(before + cluster + after));
      if (three.size() == 3) return three[1];
    }
    return letters(cluster);
  }

 private:
  const std::string& letters(const std::string& text) {
    const auto [found, is_new] = known_.try_emplace(text);
    if (is_new) found->second = normalized(text, of_letters_);
    return found->second;
  }

  bool breaks_words_, has_hard_sign_;
  Normalizations of_letters_;
  std::unordered_map<std::string, std::string> known_;  // never gone through
};

}  // namespace

std::vector<ComparedCluster> compared_clusters(std::string_view text, const Normalizations& normalizations) {
  std::vector<ComparedCluster> out = clusters_of(text);
  Comparer comparer(normalizations);
  const bool no_blanks = normalizations.contains(Normalization::spaces);
  for (size_t k = 0; k < out.size(); ++k) {
    ComparedCluster& cluster = out[k];
    if (is_white(cluster.text)) {
      const bool in_broken_word =
          k > 0 && cluster.ends_line && out[k - 1].compared.empty() && comparer.is_break(out[k - 1].text);
      if (!no_blanks && !in_broken_word) cluster.compared = " ";
    } else if (k + 1 == out.size() || !out[k + 1].ends_line || !comparer.is_break(cluster.text)) {
      cluster.compared = comparer.compared(k > 0 ? out[k - 1].text : "", cluster.text,
                                           k + 1 < out.size() ? out[k + 1].text : "");
    }
  }
  return out;
}

}  // namespace folio
