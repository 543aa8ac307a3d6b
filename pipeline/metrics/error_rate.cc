#include "metrics/error_rate.h"

#include <spdlog/fmt/ranges.h>

#include "core/text.h"

namespace folio {
namespace {

std::vector<std::string> characters_of(std::string_view text, const Normalizations& normalizations) {
  return grapheme_clusters(fmt::format("{}", fmt::join(split_words(normalized(text, normalizations)), " ")));
}

ErrorRate rate_of(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis) {
  return {edit_counts(truth, hypothesis), truth.size()};
}

}  // namespace

std::optional<double> ErrorRate::value() const {
  if (count == 0) return std::nullopt;
  return static_cast<double>(edits.distance()) / static_cast<double>(count);
}

ErrorRate& ErrorRate::operator+=(const ErrorRate& other) {
  edits += other.edits;
  count += other.count;
  return *this;
}

ErrorRate character_error_rate(std::string_view truth, std::string_view hypothesis,
                               const Normalizations& normalizations) {
  return rate_of(characters_of(truth, normalizations), characters_of(hypothesis, normalizations));
}

ErrorRate word_error_rate(std::string_view truth, std::string_view hypothesis,
                          const Normalizations& normalizations) {
  Normalizations with_spaces = normalizations;
  with_spaces.erase(Normalization::spaces);
  return rate_of(split_words(normalized(truth, with_spaces)),
                 split_words(normalized(hypothesis, with_spaces)));
}

}  // namespace folio
