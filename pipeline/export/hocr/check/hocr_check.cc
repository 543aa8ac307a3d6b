#include "export/hocr/check/hocr_check.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

std::string lost(int words, int lines) {
  std::string out;
  const auto add = [&](int count, std::string_view what) {
    if (count > 0)
      out += fmt::format("{}{} {}{}", out.empty() ? "" : ", ", count, what, count == 1 ? "" : "s");
  };
  add(words, "word");
  add(lines, "line");
  return out;
}

/// Of what stands at a place, as much as a line of a message holds.
std::string shortened(const std::string& text) {
  constexpr size_t kMost = 60;  // characters
  const std::vector<std::string> clusters = grapheme_clusters(clean_text(text));
  std::string out;
  for (size_t i = 0; i < std::min(kMost, clusters.size()); ++i) out += clusters[i];
  return escape_control_characters(out + (clusters.size() > kMost ? "…" : ""));
}

std::string_view verdict_of(Effect effect) {
  switch (effect) {
    case Effect::notes:
      return "takes it";
    case Effect::objects:
      return "takes it, calls it wrong";
    case Effect::loses:
      return "loses something";
    case Effect::breaks:
      return "breaks";
  }
  return {};
}

void look(const HocrDocument& document, std::span<const HocrRule> rules, HocrVerdict& verdict) {
  for (const HocrRule& rule : rules) {
    for (Hit& hit : rule.look(document)) {
      const LineFinder::Place place = hit.element < 0 ? LineFinder::Place{} : document.at(hit.element).place;
      verdict.findings.push_back({rule.consumer, rule.effect, rule.id, rule.says, place.line, place.column,
                                  hit.words, hit.lines, shortened(hit.detail)});
      Effect& worst = verdict.effects[static_cast<size_t>(rule.consumer)];
      worst = std::max(worst, rule.effect);
    }
  }
}

}  // namespace

bool HocrVerdict::all_take_it() const {
  return std::ranges::all_of(effects, [](Effect effect) { return effect == Effect::notes; });
}

HocrVerdict check_hocr(std::string_view bytes, const std::string& name) {
  const HocrDocument document(bytes, name);
  HocrVerdict verdict;
  verdict.file = name;
  verdict.words = static_cast<int>(document.words().size());
  verdict.lines = document.line_count();
  verdict.pages = static_cast<int>(std::ranges::count_if(
      document.elements(), [](const HocrElement& element) { return is_hocr_page(element.node); }));
  for (const auto& rules : {hocr_tools_rules(), archive_rules(), ocrmypdf_rules(), hocr_spec_rules(),
                            alto_rules(), viewer_rules()})
    look(document, rules, verdict);
  std::ranges::stable_sort(verdict.findings, {}, [](const HocrFinding& finding) {
    return std::tuple(finding.consumer, finding.line, finding.column);
  });
  return verdict;
}

std::string describe(const HocrVerdict& verdict, int most) {
  std::string out;
  const std::string file = escape_control_characters(verdict.file);
  std::map<std::tuple<Consumer, std::string_view, std::string_view>, int> shown;
  for (const HocrFinding& finding : verdict.findings) {
    int& count = shown[{finding.consumer, finding.rule, finding.says}];
    if (++count > most && most > 0) continue;
    const std::string what = lost(finding.words, finding.lines);
    out += fmt::format("{}:{}:{}: {} {}{}{}: it {} [{}]{}{}\n", file, finding.line, finding.column,
                       name_of(finding.consumer), name_of(finding.effect), what.empty() ? "" : " ", what,
                       finding.says, finding.rule, finding.detail.empty() ? "" : ": ", finding.detail);
  }
  for (const auto& [rule, count] : shown)
    if (most > 0 && count > most)
      out += fmt::format("{}: {}: {} more of [{}] (--all lists them)\n", file, name_of(std::get<0>(rule)),
                         count - most, std::get<1>(rule));
  for (const Consumer consumer : kConsumers)
    out += fmt::format("{}: {}: {}\n", file, name_of(consumer), verdict_of(verdict.effect_on(consumer)));
  return out;
}

std::string json_of(const HocrVerdict& verdict) {
  nlohmann::ordered_json json;
  json["file"] = clean_text(verdict.file);
  json["pages"] = verdict.pages;
  json["lines"] = verdict.lines;
  json["words"] = verdict.words;
  json["all_take_it"] = verdict.all_take_it();
  for (const Consumer consumer : kConsumers)
    json["consumers"][std::string(name_of(consumer))] =
        verdict.effect_on(consumer) == Effect::notes ? "takes" : name_of(verdict.effect_on(consumer));
  json["findings"] = nlohmann::ordered_json::array();
  for (const HocrFinding& finding : verdict.findings)
    json["findings"].push_back({{"consumer", name_of(finding.consumer)},
                                {"effect", name_of(finding.effect)},
                                {"rule", finding.rule},
                                {"line", finding.line},
                                {"column", finding.column},
                                {"words", finding.words},
                                {"lines", finding.lines},
                                {"says", finding.says},
                                {"at", finding.detail}});
  return json.dump(1) + "\n";
}

}  // namespace folio
