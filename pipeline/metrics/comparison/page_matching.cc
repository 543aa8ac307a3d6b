#include "metrics/comparison/page_matching.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kRun = 5;           // letters
constexpr size_t kMostPages = 64;    // that a run may be on
constexpr double kLeastAlike = 0.3;  // at 15 % of wrong characters 0.44 of the runs are left
constexpr size_t kLeastShared = 12;  // fewer runs say nothing
constexpr double kMostAmbiguous = 2.0 / 3;

/// The runs of letters of a page, each once, as numbers: FNV-1a of the letters, whose rare collisions only
/// make two pages a little more alike.
std::vector<uint64_t> runs_of(const PageMaterial& page) {
  std::string text;
  if (const std::optional<EvaluatedWords> words = page.words({}))
    for (const EvaluatedWord& word : *words) text += word.text;
  std::u32string letters;
  for (const char32_t c : to_code_points(to_lower(to_nfc(text))))
    if (is_letter(c)) letters += c;
  std::vector<uint64_t> out;
  for (size_t k = 0; k + kRun <= letters.size(); ++k) {
    uint64_t hash = 14695981039346656037U;
    for (const char32_t c : std::u32string_view(letters).substr(k, kRun)) hash = (hash ^ c) * 1099511628211U;
    out.push_back(hash);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// The two pages that are most like one.
struct Nearest {
  int idx = -1;
  double likeness = 0, next = 0;

  void take(int other, double value) {
    if (value > likeness) {
      next = likeness;
      likeness = value, idx = other;
    } else {
      next = std::max(next, value);
    }
  }
  bool is_plain() const { return likeness >= kLeastAlike && next <= kMostAmbiguous * likeness; }
};

void match_by_content(const std::vector<PageMaterial>& truths, const std::vector<PageMaterial>& hypotheses,
                      PageMatches& matches) {
  std::unordered_map<uint64_t, std::vector<size_t>> pages_with;
  std::vector<size_t> truth_runs(truths.size(), 0);
  for (size_t t = 0; t < truths.size(); ++t) {
    if (matches.of_truth[t] >= 0) continue;
    const std::vector<uint64_t> runs = runs_of(truths[t]);
    truth_runs[t] = runs.size();
    for (const uint64_t run : runs) pages_with[run].push_back(t);
  }
  std::vector<Nearest> of_truth(truths.size()), of_hypothesis(hypotheses.size());
  for (size_t h = 0; h < hypotheses.size(); ++h) {
    if (matches.of_hypothesis[h] >= 0) continue;
    const std::vector<uint64_t> runs = runs_of(hypotheses[h]);
    std::vector<size_t> shared(truths.size(), 0);
    for (const uint64_t run : runs) {
      const auto pages = pages_with.find(run);
      if (pages == pages_with.end() || pages->second.size() > kMostPages) continue;
      for (const size_t t : pages->second) ++shared[t];
    }
    for (size_t t = 0; t < truths.size(); ++t) {
      if (shared[t] < kLeastShared) continue;
      const double likeness =
          2 * static_cast<double>(shared[t]) / static_cast<double>(runs.size() + truth_runs[t]);
      of_truth[t].take(static_cast<int>(h), likeness);
      of_hypothesis[h].take(static_cast<int>(t), likeness);
    }
  }
  for (size_t t = 0; t < truths.size(); ++t) {
    const int h = of_truth[t].idx;
    if (h < 0 || !of_truth[t].is_plain()) continue;
    const Nearest& back = of_hypothesis[static_cast<size_t>(h)];
    if (back.idx != static_cast<int>(t) || !back.is_plain()) continue;
    matches.of_truth[t] = h;
    matches.of_hypothesis[static_cast<size_t>(h)] = static_cast<int>(t);
    matches.by_content.push_back(t);
  }
}

/// Adds the lines of a page without their boxes, which would lie over those of other pages.
void append_lines(const PageText& page, size_t page_idx, PageText& into) {
  const std::string prefix = std::to_string(page_idx) + ":";
  for (TextLine line : page.lines) {
    line.box = {};
    for (Word& word : line.words) {
      word.box = {};
      word.id = prefix + word.id;
      if (!word.after_id.empty()) word.after_id = prefix + word.after_id;
      if (!word.before_id.empty()) word.before_id = prefix + word.before_id;
    }
    into.lines.push_back(std::move(line));
  }
}

}  // namespace

PageMatches match_pages(const std::vector<PageMaterial>& truths, const std::vector<PageMaterial>& hypotheses,
                        MatchBy how) {
  PageMatches matches{std::vector<int>(truths.size(), -1), std::vector<int>(hypotheses.size(), -1), {}};
  if (how != MatchBy::content) {
    std::unordered_map<std::string, int> by_stem;
    for (size_t h = 0; h < hypotheses.size(); ++h) by_stem.emplace(hypotheses[h].stem, static_cast<int>(h));
    for (size_t t = 0; t < truths.size(); ++t) {
      const auto found = by_stem.find(truths[t].stem);
      if (found == by_stem.end()) continue;
      matches.of_truth[t] = found->second;
      matches.of_hypothesis[static_cast<size_t>(found->second)] = static_cast<int>(t);
    }
  }
  if (how != MatchBy::stem) match_by_content(truths, hypotheses, matches);
  return matches;
}

bool is_of_folio(const std::vector<PageMaterial>& truths, const std::vector<PageMaterial>& hypotheses) {
  if (truths.size() != 1) return false;
  const PageMaterial& truth = truths.front();
  return truth.typed && !truth.text && !truth.labels &&
         std::ranges::find(hypotheses, truth.stem, &PageMaterial::stem) == hypotheses.end();
}

PageMaterial joined(const std::vector<PageMaterial>& pages, const std::string& stem) {
  PageMaterial out;
  out.stem = stem;
  const auto has_words = [](const PageMaterial& page) { return page.text.has_value(); };
  out.tells_layers = std::ranges::any_of(pages, has_words) &&
                     std::ranges::all_of(pages, [](const auto& page) { return page.text || page.labels; });
  if (out.tells_layers) out.text.emplace();
  for (size_t k = 0; out.text && k < pages.size(); ++k)
    if (pages[k].text) append_lines(*pages[k].text, k, *out.text);
  for (const PageMaterial& page : pages) {
    if (const std::optional<std::string> text = page.typed_reading()) {
      out.typed = out.typed.value_or("") + *text;
      if (!out.typed->empty() && out.typed->back() != '\n') *out.typed += '\n';
    }
  }
  return out;
}

Pairing pair_up(std::vector<PageMaterial> truths, std::vector<PageMaterial> hypotheses) {
  Pairing out;
  if (truths.size() == 1 && hypotheses.size() == 1) {
    out.pairs.push_back({std::move(truths.front()), std::move(hypotheses.front())});
    return out;
  }
  if (is_of_folio(truths, hypotheses)) {
    PageMaterial hypothesis = joined(hypotheses, truths.front().stem);
    out.pairs.push_back({std::move(truths.front()), std::move(hypothesis)});
    return out;
  }
  const PageMatches matches = match_pages(truths, hypotheses, MatchBy::stem);
  for (size_t t = 0; t < truths.size(); ++t) {
    if (matches.of_truth[t] < 0) {
      out.without_hypothesis.push_back(truths[t].stem);
    } else {
      out.pairs.push_back(
          {std::move(truths[t]), std::move(hypotheses[static_cast<size_t>(matches.of_truth[t])])});
    }
  }
  for (size_t h = 0; h < hypotheses.size(); ++h)
    if (matches.of_hypothesis[h] < 0) out.without_truth.push_back(hypotheses[h].stem);
  return out;
}

}  // namespace folio
