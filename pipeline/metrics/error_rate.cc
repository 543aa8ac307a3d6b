#include "metrics/error_rate.h"

#include "metrics/text/compared_text.h"

namespace folio {
namespace {

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
  return rate_of(ComparedText(truth, normalizations).characters,
                 ComparedText(hypothesis, normalizations).characters);
}

ErrorRate word_error_rate(std::string_view truth, std::string_view hypothesis,
                          const Normalizations& normalizations) {
  return rate_of(ComparedText(truth, normalizations).words, ComparedText(hypothesis, normalizations).words);
}

}  // namespace folio
