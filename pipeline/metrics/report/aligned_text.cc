#include "metrics/report/aligned_text.h"

#include <algorithm>

#include "metrics/report/compared_clusters.h"
#include "metrics/text/alignment.h"

namespace folio {
namespace {

using Kind = TextPiece::Kind;
using Clusters = std::vector<ComparedCluster>;

/// Puts lines together, piece by piece.
class LineBuilder {
 public:
  void add(Kind kind, const ComparedCluster* truth, const ComparedCluster* read) {
    const bool ends_line = truth && truth->ends_line;
    TextPiece piece{.kind = kind, .truth = shown(truth), .read = shown(read)};
    if (ends_line && kind == Kind::same) piece.truth = piece.read = {};  // seen by the line's end
    append(std::move(piece));
    if (ends_line) end_line();
  }

  std::vector<AlignedLine> lines() {
    end_line();
    return std::move(lines_);
  }

 private:
  static std::string shown(const ComparedCluster* cluster) {
    if (!cluster) return {};
    return cluster->ends_line || cluster->compared == " " ? " " : cluster->text;
  }

  void append(TextPiece piece) {
    if (piece.truth.empty() && piece.read.empty()) return;
    if (!line_.empty() && line_.back().kind == piece.kind &&
        (piece.kind != Kind::same || is_alike(piece) == is_alike(line_.back()))) {
      line_.back().truth += piece.truth;
      line_.back().read += piece.read;
    } else {
      line_.push_back(std::move(piece));
    }
  }

  static bool is_alike(const TextPiece& piece) { return piece.truth == piece.read; }

  void end_line() {
    if (!line_.empty()) lines_.push_back(std::move(line_));
    line_.clear();
  }

  AlignedLine line_;
  std::vector<AlignedLine> lines_;
};

/// What takes part in the alignment, and where it stands among the clusters.
struct Symbols {
  explicit Symbols(const Clusters& clusters) {
    for (size_t k = 0; k < clusters.size(); ++k) {
      if (clusters[k].compared.empty()) continue;
      texts.push_back(clusters[k].compared);
      places.push_back(k);
    }
    places.push_back(clusters.size());
  }
  std::vector<std::string> texts;
  std::vector<size_t> places;  ///< one more than texts
};

void take_off_white_ends(Clusters& clusters) {
  const auto is_blank = [](const ComparedCluster& c) {
    return c.compared == " " || (c.compared.empty() && c.ends_line);
  };
  while (!clusters.empty() && is_blank(clusters.back())) clusters.pop_back();
  const auto first = std::ranges::find_if_not(clusters, is_blank);
  clusters.erase(clusters.begin(), first);
}

}  // namespace

std::vector<AlignedLine> aligned_text(std::string_view truth_text, std::string_view hypothesis_text,
                                      const Normalizations& normalizations) {
  Clusters truth = compared_clusters(truth_text, normalizations);
  Clusters read = compared_clusters(hypothesis_text, normalizations);
  take_off_white_ends(truth);
  take_off_white_ends(read);
  const Symbols truth_symbols(truth), read_symbols(read);
  LineBuilder builder;
  size_t t = 0, r = 0;
  // What normalizations take away stands beside the symbols, and differs from nothing.
  const auto skip_to = [&](size_t truth_end, size_t read_end) {
    while (r < read_end) builder.add(Kind::same, nullptr, &read[r++]);
    while (t < truth_end) builder.add(Kind::same, &truth[t++], nullptr);
  };
  const std::vector<Edit> edits = align(truth_symbols.texts, read_symbols.texts);
  for (const Edit& edit : edits) {
    const bool takes_truth = edit.kind != EditKind::insertion, takes_read = edit.kind != EditKind::deletion;
    skip_to(takes_truth ? truth_symbols.places[edit.truth] : t,
            takes_read ? read_symbols.places[edit.hypothesis] : r);
    const Kind kind = edit.kind == EditKind::match          ? Kind::same
                      : edit.kind == EditKind::substitution ? Kind::substitution
                      : edit.kind == EditKind::insertion    ? Kind::insertion
                                                            : Kind::deletion;
    builder.add(kind, takes_truth ? &truth[t++] : nullptr, takes_read ? &read[r++] : nullptr);
  }
  skip_to(truth.size(), read.size());
  return builder.lines();
}

}  // namespace folio
