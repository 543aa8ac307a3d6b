#include <nlohmann/json.hpp>

#include "core/version.h"
#include "metrics/comparison/comparison_files.h"

namespace folio {
namespace {

using Json = nlohmann::ordered_json;

Json optional_number(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json figure_json(const Figure& figure) {
  return {{"value", optional_number(figure.value)}, {"count", figure.count}, {"unit", figure.unit}};
}

void add_edits(const char* name, const ErrorRate& rate, Json& figures) {
  if (!figures.contains(name)) return;
  figures[name]["substitutions"] = rate.edits.substitutions;
  figures[name]["insertions"] = rate.edits.insertions;
  figures[name]["deletions"] = rate.edits.deletions;
}

void add_all_edits(const Scores& scores, Json& figures) {
  if (scores.text) {
    add_edits("cer", scores.text->characters, figures);
    add_edits("wer", scores.text->words, figures);
    add_edits("order-free-cer", scores.text->order_free, figures);
  }
  if (!scores.layered) return;
  for (const TextLayer layer : kTextLayers) {
    const auto& score = scores.layered->layers.at(static_cast<size_t>(layer));
    if (!score || layer == TextLayer::typed) continue;
    const std::string prefix(name_of(layer));
    add_edits((prefix + ".cer").c_str(), score->characters, figures);
    add_edits((prefix + ".wer").c_str(), score->words, figures);
  }
}

Json page_figures(const Scores& scores) {
  Json figures = Json::object();
  for (const Figure& figure : scores.figures())
    if (was_measured(figure)) figures[figure.name] = figure_json(figure);
  add_all_edits(scores, figures);
  return figures;
}

void add_interval(const std::optional<Interval>& interval, Json& json) {
  if (!interval) return;
  json["low"] = interval->low;
  json["high"] = interval->high;
}

Json total_figures(const ComparedSystem& system) {
  Json figures = Json::object();
  for (const MeasuredFigure& measured : system.figures) {
    if (!was_measured(measured.figure)) continue;
    Json& json = figures[measured.figure.name] = figure_json(measured.figure);
    json["blocks"] = measured.blocks;
    add_interval(measured.interval, json);
    if (measured.difference) {
      Json& difference = json["difference"] = {{"value", measured.difference->value}};
      add_interval(measured.difference->interval, difference);
      if (measured.difference->verdict != Verdict::not_tested)
        difference["verdict"] = words_of(measured.difference->verdict);
    }
  }
  add_all_edits(system.total, figures);
  return figures;
}

Json calibration_json(const Calibration& calibration) {
  Json bins = Json::array(), curve = Json::array();
  for (const Calibration::Bin& bin : calibration.bins()) {
    Json& json = bins.emplace_back(Json{{"low", bin.low}, {"high", bin.high}, {"words", bin.words}});
    json["right"] = bin.right;
    if (bin.words > 0) json["mean_confidence"] = bin.confidence_sum / static_cast<double>(bin.words);
  }
  for (const Calibration::RiskPoint& point : calibration.risk_coverage())
    curve.push_back(
        {{"least_confidence", point.least_confidence}, {"coverage", point.coverage}, {"risk", point.risk}});
  return {{"bins", bins}, {"risk_coverage", curve}};
}

/// What was read for what, most frequent first.
Json confusions_json(const Confusions& confusions) {
  constexpr size_t kMost = 1000;
  Json rows = Json::array();
  for (const Confusion& row : confusions.most_frequent(kMost))
    rows.push_back({{"truth", row.truth}, {"hypothesis", row.hypothesis}, {"count", row.count}});
  return rows;
}

Json system_json(const ComparedSystem& system, const Comparison& comparison) {
  Json json{{"name", system.name}, {"figures", total_figures(system)}};
  if (system.total.layered && system.total.layered->calibration.words() > 0)
    json["calibration"] = calibration_json(system.total.layered->calibration);
  if (system.total.text && !system.total.text->confusions.empty())
    json["confusions"] = confusions_json(system.total.text->confusions);
  Json& pages = json["pages"] = Json::array();
  for (size_t p = 0; p < system.pages.size(); ++p) {
    const ComparedPage& page = system.pages[p];
    pages.push_back({{"page", comparison.truths[p].stem},
                     {"hypothesis", page.hypothesis.stem},
                     {"folio", comparison.folios[p]},
                     {"figures", page_figures(page.scores)}});
  }
  return json;
}

}  // namespace

bool was_measured(const Figure& figure) { return figure.value || figure.count > 0; }

std::string comparison_json(const Comparison& comparison) {
  const ComparisonOptions& options = comparison.options;
  Json json{{"folio", version()},
            {"normalizations", Json::array()},
            {"profiles", Json::array()},
            {"interval_percent", options.interval_percent},
            {"block", options.block == Block::page ? "page" : "folio"},
            {"least_blocks", kLeastBlocks},
            {"systems", Json::array()}};
  for (const Normalization normalization : options.normalizations)
    json["normalizations"].push_back(name_of(normalization));
  for (const Profile profile : options.profiles) json["profiles"].push_back(name_of(profile));
  for (const ComparedSystem& system : comparison.systems)
    json["systems"].push_back(system_json(system, comparison));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace folio
