#include "recognize/second_opinion.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/look_alikes.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr double kSureWord = 0.5;  // a line all of whose words are surer needs no second look
constexpr double kSameWord = 0.5;  // share of the wider box that two readings of one word have in common
// By which the second must be the likelier: from there on it mends more than it spoils on every training
// document.
constexpr double kTakenAhead = 0.5;

constexpr std::array<std::pair<SecondReader, std::string_view>, 3> kNames{
    {{SecondReader::doubtful, "auto"}, {SecondReader::always, "always"}, {SecondReader::never, "never"}}};

double mean_confidence(const std::vector<ReadWord>& words) {
  double sum = 0;
  for (const ReadWord& word : words) sum += word.confidence;
  return words.empty() ? 0 : sum / static_cast<double>(words.size());
}

/// The word that stands in the same place; nullptr = there is none, or it is cut otherwise.
const ReadWord* word_at(const std::vector<ReadWord>& words, const Box& box) {
  for (const ReadWord& word : words) {
    const int common = std::min(word.box.x1, box.x1) - std::max(word.box.x0, box.x0);
    if (common > kSameWord * std::max(word.box.width(), box.width())) return &word;
  }
  return nullptr;
}

/// Without what typewriting does not tell apart.
std::u32string comparable(std::u32string word) { return with_digits(in_one_script(std::move(word))); }

}  // namespace

std::string_view name_of(SecondReader when) {
  return std::ranges::find(kNames, when, [](const auto& pair) { return pair.first; })->second;
}

std::optional<SecondReader> second_reader_from_name(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, [](const auto& pair) { return pair.second; });
  return found != kNames.end() ? std::optional(found->first) : std::nullopt;
}

bool SecondOpinion::is_asked(const LineImage& line, const LineReading& reading) const {
  if (when_ != SecondReader::doubtful) return when_ == SecondReader::always;
  return line.pitch <= 0 || reading.words.empty() ||
         std::ranges::any_of(reading.words, [](const ReadWord& word) { return word.confidence < kSureWord; });
}

LineReading SecondOpinion::read(const LineImage& line) {
  LineReading reading = first_->read(line);
  if (!is_asked(line, reading)) {
    reading.reason = "typewriting, no word doubtful";
    return reading;
  }
  LineReading other = second_->read(line);
  if (line.pitch <= 0 && mean_confidence(other.words) > mean_confidence(reading.words)) {
    other.reason = "on no raster, surer of it than " + reading.reader;
    return other;
  }
  const auto count = reading.words.size();
  size_t same = 0;
  const size_t taken = weigh(reading, other, same);
  reading.reason = fmt::format("{}; {} reads {} of {} words the same, {} taken from it",
                               line.pitch > 0 ? "typewriting" : "typewriting on no raster", other.reader,
                               same, count, taken);
  return reading;
}

size_t SecondOpinion::weigh(LineReading& reading, const LineReading& other, size_t& same) const {
  size_t taken = 0;
  for (ReadWord& word : reading.words) {
    const ReadWord* there = word_at(other.words, word.box);
    if (there == nullptr || !word.evidence) continue;
    WordEvidence& evidence = *word.evidence;
    const std::u32string text = to_code_points(there->text);
    if (comparable(text) == comparable(to_code_points(word.text))) {
      evidence.second = WordEvidence::Second::same;
      ++same;
    } else {
      evidence.second = WordEvidence::Second::other;
      evidence.second_text = there->text;
      evidence.second_confidence = there->confidence;
      evidence.second_language = language_ ? mean_log_likelihood(*language_, text) : 0;
    }
    word.confidence = confidences_->of_first(evidence);
    const double instead = confidences_->of_second(evidence);
    if (instead < word.confidence + kTakenAhead) continue;
    word.text = there->text;
    word.glyphs = there->glyphs;
    word.trace.clear();
    word.confidence = instead;
    ++taken;
  }
  return taken;
}

}  // namespace folio
