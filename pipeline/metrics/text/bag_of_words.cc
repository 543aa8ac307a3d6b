#include "metrics/text/bag_of_words.h"

#include <string_view>
#include <unordered_map>

namespace folio {
namespace {

std::optional<double> share(size_t part, size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> BagOfWords::precision() const { return share(common, hypothesis); }
std::optional<double> BagOfWords::recall() const { return share(common, truth); }
std::optional<double> BagOfWords::f1() const { return share(2 * common, truth + hypothesis); }

BagOfWords& BagOfWords::operator+=(const BagOfWords& other) {
  truth += other.truth;
  hypothesis += other.hypothesis;
  common += other.common;
  return *this;
}

BagOfWords bag_of_words(std::span<const std::string> truth, std::span<const std::string> hypothesis) {
  std::unordered_map<std::string_view, size_t> left;
  for (const std::string& word : truth) ++left[word];
  BagOfWords bag{truth.size(), hypothesis.size(), 0};
  for (const std::string& word : hypothesis) {
    const auto place = left.find(word);
    if (place == left.end() || place->second == 0) continue;
    --place->second;
    ++bag.common;
  }
  return bag;
}

}  // namespace folio
