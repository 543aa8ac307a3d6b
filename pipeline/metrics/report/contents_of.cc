#include "metrics/report/contents_of.h"

#include <algorithm>
#include <utility>

#include "metrics/comparison/comparison_files.h"
#include "metrics/layers/word_matching.h"
#include "metrics/report/aligned_text.h"

namespace folio {
namespace {

constexpr size_t kMostConfusions = 24;

WordOutcome outcome_of(WordError::Kind kind) {
  switch (kind) {
    case WordError::Kind::missed:
      return WordOutcome::missed;
    case WordError::Kind::misread:
      return WordOutcome::misread;
    case WordError::Kind::wrong_layer:
      return WordOutcome::wrong_layer;
    case WordError::Kind::extra:
      return WordOutcome::extra;
  }
  return WordOutcome::misread;
}

/// Figures that are no rates or shares of one.
bool is_number(const std::string& name) { return name == "order.tau" || name == "confidence.brier"; }

ReportFigure figure_of(const Figure& figure) {
  ReportFigure out;
  out.name = figure.name;
  out.value = figure.value;
  out.count = figure.count;
  out.unit = figure.unit;
  out.is_share = !is_number(figure.name);
  return out;
}

ReportFigure figure_of(const MeasuredFigure& measured) {
  ReportFigure out = figure_of(measured.figure);
  if (measured.interval) {
    out.low = measured.interval->low;
    out.high = measured.interval->high;
  }
  return out;
}

ReportSystem system_of(const ComparedSystem& system) {
  ReportSystem out;
  out.name = system.name;
  for (const MeasuredFigure& measured : system.figures) {
    if (!was_measured(measured.figure)) continue;
    out.figures.push_back(figure_of(measured));
    if (!measured.difference) continue;
    const Difference& difference = *measured.difference;
    ReportDifference shown{
        .figure = measured.figure.name, .value = difference.value, .low = {}, .high = {}, .verdict = {}};
    if (difference.interval) {
      shown.low = difference.interval->low;
      shown.high = difference.interval->high;
    }
    if (difference.verdict != Verdict::not_tested) shown.verdict = words_of(difference.verdict);
    out.differences.push_back(std::move(shown));
  }
  if (system.total.text) {
    for (Confusion& row : system.total.text->confusions.most_frequent(kMostConfusions))
      out.confusions.push_back({std::move(row.truth), std::move(row.hypothesis), row.count});
  }
  if (!system.total.layered) return out;
  const Calibration& calibration = system.total.layered->calibration;
  for (const Calibration::Bin& bin : calibration.bins()) {
    if (bin.words == 0) continue;
    const auto words = static_cast<double>(bin.words);
    out.calibration.push_back(
        {bin.confidence_sum / words, static_cast<double>(bin.right) / words, bin.words});
  }
  for (const Calibration::RiskPoint& point : calibration.risk_coverage())
    out.risk_coverage.push_back({point.coverage, point.risk});
  return out;
}

/// Of the side whose boxes the words have.
cv::Size size_of(const PageMaterial& truth, const PageMaterial& hypothesis,
                 const std::vector<ReportWord>& words) {
  Box all;
  for (const ReportWord& word : words) all = unite(all, word.box);
  if (all.empty()) return {};
  const PageMaterial& side = truth.text ? truth : hypothesis;
  const cv::Size said = side.text ? side.text->size : cv::Size();
  return {std::max(said.width, all.x1), std::max(said.height, all.y1)};
}

PageReading reading_of(const PageMaterial& truth, const ComparedPage& page,
                       const Normalizations& normalizations) {
  PageReading out;
  for (const Figure& figure : page.scores.figures()) {
    if (was_measured(figure)) out.figures.push_back(figure_of(figure));
  }
  if (const std::optional<ComparedWords> words = compared_words(truth, page.hypothesis, normalizations))
    out.words = report_words(*words, page.word_errors);
  out.size = size_of(truth, page.hypothesis, out.words);
  const std::optional<std::string> wanted = truth.typed_reading(), given = page.hypothesis.typed_reading();
  if (wanted && given) out.lines = aligned_text(*wanted, *given, normalizations);
  return out;
}

}  // namespace

std::vector<ReportWord> report_words(const ComparedWords& words, const std::vector<WordError>& errors) {
  const WordPairs pairs = pair_words(words.truth, words.hypothesis);
  std::vector<ReportWord> out;
  auto error = errors.begin();  // errors of the truth's words come in its order, extra words after them
  Box before;
  for (size_t t = 0; t < words.truth.size(); ++t) {
    const EvaluatedWord& wanted = words.truth[t];
    const EvaluatedWord* given =
        pairs.of_truth[t] < 0 ? nullptr : &words.hypothesis[static_cast<size_t>(pairs.of_truth[t])];
    ReportWord word;
    word.box = wanted.box.empty() && given ? given->box : wanted.box;
    word.layer = wanted.layer;
    word.status = wanted.status;
    word.text = wanted.text;
    if (given) word.read = given->text;
    const bool is_right = given && given->compared == wanted.compared && given->layer == wanted.layer &&
                          given->status == wanted.status;
    if (!is_right && error != errors.end() && error->kind != WordError::Kind::extra) {
      word.outcome = outcome_of(error->kind);
      word.reason = error->reason;
      ++error;
    }
    if (word.box.empty() && !before.empty())
      word.box = {before.x1, before.y0, before.x1 + std::max(1, before.height() / 2), before.y1};
    if (!word.box.empty()) before = word.box;
    out.push_back(std::move(word));
  }
  for (; error != errors.end(); ++error) {
    ReportWord word;
    word.box = error->box;
    word.layer = error->layer;
    word.status = error->status;
    word.outcome = outcome_of(error->kind);
    word.text = error->text;
    word.read = error->read;
    word.reason = error->reason;
    out.push_back(std::move(word));
  }
  return out;
}

ReportContents contents_of(const Comparison& comparison, const std::string& title,
                           std::vector<std::string> notes) {
  ReportContents out;
  out.title = title;
  out.normalizations = names_of(comparison.options.normalizations);
  out.interval = comparison.options.interval_percent / 100.0;
  out.notes = std::move(notes);
  bool has_interval = false;
  for (const ComparedSystem& system : comparison.systems) {
    out.systems.push_back(system_of(system));
    has_interval |=
        std::ranges::any_of(system.figures, [](const MeasuredFigure& f) { return f.interval.has_value(); });
  }
  if (has_interval) out.interval_of = comparison.options.block == Block::page ? "pages" : "folios";
  for (size_t p = 0; p < comparison.truths.size(); ++p) {
    ReportPage page;
    page.name = comparison.systems.front().pages[p].hypothesis.stem;
    for (size_t s = 0; s < comparison.systems.size(); ++s) {
      page.readings.push_back(reading_of(comparison.truths[p], comparison.systems[s].pages[p],
                                         comparison.options.normalizations));
    }
    out.pages.push_back(std::move(page));
  }
  return out;
}

}  // namespace folio
