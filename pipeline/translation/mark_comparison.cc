#include "translation/mark_comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/geometry.h"
#include "core/text.h"

namespace folio {
namespace {

using Kind = ParallelRun::Kind;
using Outcome = TranslationMark::Outcome;

// Costs of putting two marks together, by how far apart they are in their paragraphs (0 to 1) and how unlike
// in length (natural log), and of leaving one alone.
constexpr double kApart = 2, kUnlike = 0.2, kMostUnlike = 2, kAlone = 0.6;

/// A mark of one side within a pair.
struct Mark {
  const ParallelRun* run;
  double position = 0;  // of its middle, [0, 1]
  double letters = 0;
};

std::vector<Mark> marks_of(const std::vector<ParallelParagraph>& paragraphs, size_t begin, size_t end,
                           Kind kind) {
  std::vector<Mark> out;
  double letters = 0;
  for (size_t p = begin; p < end; ++p) {
    for (const ParallelRun& run : paragraphs[p].runs) {
      if (run.kind == Kind::note) continue;
      const auto own = static_cast<double>(to_code_points(run.text).size());
      if (run.kind == kind) out.push_back({&run, letters + own / 2, own});
      letters += own;
    }
  }
  for (Mark& mark : out) mark.position /= std::max(1.0, letters);
  return out;
}

double cost_of(const Mark& a, const Mark& b) {
  const double unlike = std::abs(std::log((a.letters + 1) / (b.letters + 1)));
  return kApart * std::abs(a.position - b.position) + kUnlike * std::min(unlike, kMostUnlike);
}

/// Indices that go together; nothing on one side where a mark stands alone. In order.
std::vector<std::pair<std::optional<size_t>, std::optional<size_t>>> paired(const std::vector<Mark>& a,
                                                                            const std::vector<Mark>& b) {
  const size_t width = b.size() + 1;
  std::vector<double> cost((a.size() + 1) * width, 0);
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i * width + j] = kAlone * static_cast<double>(i + j);
        continue;
      }
      cost[i * width + j] = std::min({cost[(i - 1) * width + j - 1] + cost_of(a[i - 1], b[j - 1]),
                                      cost[(i - 1) * width + j] + kAlone, cost[i * width + j - 1] + kAlone});
    }
  }
  std::vector<std::pair<std::optional<size_t>, std::optional<size_t>>> out;
  for (size_t i = a.size(), j = b.size(); i > 0 || j > 0;) {
    const double here = cost[i * width + j];
    if (i > 0 && j > 0 && here == cost[(i - 1) * width + j - 1] + cost_of(a[i - 1], b[j - 1])) {
      out.emplace_back(--i, --j);
    } else if (i > 0 && here == cost[(i - 1) * width + j] + kAlone) {
      out.emplace_back(--i, std::nullopt);
    } else {
      out.emplace_back(std::nullopt, --j);
    }
  }
  std::ranges::reverse(out);
  return out;
}

class Comparison {
 public:
  Comparison(const ParallelText& text, const ReconciledFolio& folio) : text_(text), folio_(folio) {
    for (const MarkEntry& mark : folio.marks) {
      if (mark.line > 0) by_place_.emplace(std::tuple(mark.kind, mark.line, mark.column), &mark);
    }
  }

  std::vector<TranslationMark> run() {
    const bool tells_strikes = std::ranges::any_of(text_.translation, [](const ParallelParagraph& paragraph) {
      return std::ranges::any_of(paragraph.runs,
                                 [](const ParallelRun& run) { return run.kind == Kind::struck; });
    });
    for (size_t p = 0; p < text_.pairs.size(); ++p) {
      compare(p, Kind::handwritten);
      if (tells_strikes) compare(p, Kind::struck);
    }
    return std::move(out_);
  }

 private:
  void compare(size_t pair_idx, Kind kind) {
    const ParallelPair& pair = text_.pairs[pair_idx];
    const std::vector<Mark> originals =
        marks_of(text_.original, pair.original_begin, pair.original_end, kind);
    const std::vector<Mark> translations =
        marks_of(text_.translation, pair.translation_begin, pair.translation_end, kind);
    for (const auto& [o, t] : paired(originals, translations)) {
      TranslationMark mark;
      mark.kind = kind;
      mark.pair_idx = pair_idx;
      if (o) add_original(*originals[*o].run, mark);
      if (t) {
        const ParallelRun& run = *translations[*t].run;
        mark.translation = run.text;
        mark.translation_line = run.line;
        mark.translation_column = run.column;
      }
      mark.outcome = o && t ? Outcome::agrees : o ? Outcome::not_in_translation : Outcome::not_in_original;
      if (!o && kind == Kind::handwritten) look_at_ink(pair, mark);
      say_why(mark);
      out_.push_back(std::move(mark));
    }
  }

  void add_original(const ParallelRun& run, TranslationMark& mark) const {
    mark.original = run.text;
    mark.original_line = run.line;
    mark.original_column = run.column;
    mark.stem = run.stem;
    mark.box = run.box;
    const auto kind = mark.kind == Kind::struck ? MarkEntry::Kind::struck : MarkEntry::Kind::handwritten;
    const auto found = by_place_.find(std::tuple(kind, run.line, run.column));
    if (run.line > 0 && found != by_place_.end()) mark.ink = name_of(found->second->outcome);
    if (run.line == 0) mark.ink = name_of(MarkEntry::Outcome::agrees);  // it is read off the ink
  }

  /// Handwriting at the pair's lines that the transcription has not; each is found once.
  void look_at_ink(const ParallelPair& pair, TranslationMark& mark) {
    std::map<std::string_view, Box> lines;  // by page
    for (size_t p = pair.original_begin; p < pair.original_end; ++p)
      for (const ParallelPlace& place : text_.original[p].places)
        lines[place.stem] = unite(lines[place.stem], place.box);
    for (const MarkEntry& entry : folio_.marks) {
      if (entry.outcome != MarkEntry::Outcome::not_marked || entry.kind != MarkEntry::Kind::handwritten)
        continue;
      if (entry.page_idx < 0 || found_.contains(&entry)) continue;
      const std::string& stem = folio_.pages[static_cast<size_t>(entry.page_idx)].text.origin.stem;
      const auto around = lines.find(stem);
      if (around == lines.end()) continue;
      const double middle = entry.box.center_y();
      if (middle < around->second.y0 || middle > around->second.y1) continue;
      found_.insert(&entry);
      mark.outcome = Outcome::translation_and_ink;
      mark.ink = name_of(entry.outcome);
      mark.stem = stem;
      mark.box = entry.box;
      return;
    }
  }

  static void say_why(TranslationMark& mark) {
    const std::string what = mark.kind == Kind::struck ? "strike" : "handwriting";
    switch (mark.outcome) {
      case Outcome::agrees:
        return;
      case Outcome::not_in_translation:
        mark.reason = "the translation does not tell of this " + what;
        return;
      case Outcome::not_in_original:
        mark.reason = "the original has no " + what + " there";
        return;
      case Outcome::translation_and_ink:
        mark.reason = "the translation tells of handwriting, and some lies there that the original has not";
        return;
    }
  }

  const ParallelText& text_;
  const ReconciledFolio& folio_;
  std::map<std::tuple<MarkEntry::Kind, int, int>, const MarkEntry*> by_place_;
  std::set<const MarkEntry*> found_;
  std::vector<TranslationMark> out_;
};

}  // namespace

std::vector<TranslationMark> compare_translation_marks(const ParallelText& text,
                                                       const ReconciledFolio& folio) {
  return Comparison(text, folio).run();
}

}  // namespace folio
