#include "metrics/report/report_data.h"

#include <nlohmann/json.hpp>

#include "core/markup_template.h"
#include "metrics/report/figure_text.h"

namespace folio {
namespace {

using Json = nlohmann::ordered_json;

/// Malformed UTF-8 becomes U+FFFD.
std::string bytes_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json word_json(const ReportWord& word) {
  return Json::array({word.box.x0, word.box.y0, word.box.x1, word.box.y1, word_group(word),
                      name_of(word.outcome), word.text, word.read, word.reason});
}

/// Right words are shown at their places alone.
bool is_shown(const ReportWord& word) { return word.outcome != WordOutcome::right || !word.box.empty(); }

Json line_json(const AlignedLine& line) {
  Json pieces = Json::array();
  for (const TextPiece& piece : line) {
    const bool same = piece.kind == TextPiece::Kind::same;
    if (same && piece.truth == piece.read) {
      pieces.push_back(piece.truth);
    } else if (same) {
      pieces.push_back(Json::array({piece.truth, piece.read, true}));
    } else {
      pieces.push_back(Json::array({piece.truth, piece.read}));
    }
  }
  return pieces;
}

}  // namespace

std::string_view word_group(const ReportWord& word) {
  if (word.status != WordStatus::plain) return name_of(word.status);
  if (word.layer == Layer::strike) return name_of(WordStatus::struck);
  return name_of(word.layer == Layer::none ? Layer::typed : word.layer);
}

std::string start_data(const ReportContents& contents, const ReportLabels& labels) {
  Json systems = Json::array();
  for (const ReportSystem& system : contents.systems) systems.push_back(system.name);
  return bytes_of(Json{{"labels", labels.table().at("script")}, {"systems", systems}});
}

std::string page_data(const ReportPage& page, const ReportLabels& labels) {
  Json readings = Json::array();
  for (const PageReading& reading : page.readings) {
    Json figures = Json::array(), words = Json::array(), lines = Json::array();
    for (const ReportFigure& figure : reading.figures) {
      if (figure.value)
        figures.push_back(
            Json::array({labels.figure_name(figure.name), shown_value(*figure.value, figure.is_share)}));
    }
    for (const ReportWord& word : reading.words) {
      if (is_shown(word)) words.push_back(word_json(word));
    }
    for (const AlignedLine& line : reading.lines) lines.push_back(line_json(line));
    readings.push_back(Json{{"size", Json::array({reading.size.width, reading.size.height})},
                            {"figures", figures},
                            {"has_words", !reading.words.empty()},
                            {"words", words},
                            {"lines", lines}});
  }
  const std::string image = page.jpeg.empty() ? std::string() : "data:image/jpeg;base64," + base64(page.jpeg);
  return bytes_of(Json{{"image", image}, {"readings", readings}});
}

}  // namespace folio
