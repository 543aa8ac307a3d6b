#include "metrics/text/text_figures.h"

#include "metrics/text/order_free.h"

namespace folio {
namespace {

std::optional<double> per(size_t part, size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

void add_rate(std::vector<Figure>& out, const std::string& name, const std::string& unit,
              const ErrorRate& rate) {
  out.push_back({name, rate.value(), rate.count, unit});
  out.push_back({name + "-insertions", per(rate.edits.insertions, rate.count), rate.count, unit});
  out.push_back({name + "-deletions", per(rate.edits.deletions, rate.count), rate.count, unit});
  out.push_back({name + "-substitutions", per(rate.edits.substitutions, rate.count), rate.count, unit});
}

}  // namespace

TextFigures& TextFigures::operator+=(const TextFigures& other) {
  characters += other.characters;
  words += other.words;
  order_free += other.order_free;
  bag += other.bag;
  telling += other.telling;
  confusions += other.confusions;
  for (const auto& [profile, figures] : other.profiles) add(profiles[profile], figures);
  return *this;
}

std::optional<double> TextFigures::order_cost() const {
  return per(characters.edits.distance() - order_free.edits.distance(), characters.count);
}

std::vector<Figure> TextFigures::figures() const {
  std::vector<Figure> out;
  add_rate(out, "cer", "characters", characters);
  add_rate(out, "wer", "words", words);
  out.push_back({"order-free-cer", order_free.value(), order_free.count, "characters"});
  out.push_back({"order-cost", order_cost(), characters.count, "characters"});
  out.push_back({"bag-excess", per(bag.excess(), bag.truth), bag.truth, "words"});
  out.push_back({"bag-shortfall", per(bag.shortfall(), bag.truth), bag.truth, "words"});
  out.push_back({"bag-precision", bag.precision(), bag.hypothesis, "words"});
  out.push_back({"bag-recall", bag.recall(), bag.truth, "words"});
  out.push_back({"bag-f1", bag.f1(), bag.truth + bag.hypothesis, "words"});
  out.push_back({"numbers-wrong", telling.numbers.value(), telling.numbers.count, "words"});
  out.push_back({"names-wrong", telling.names.value(), telling.names.count, "words"});
  for (const auto& [profile, figures] : profiles)
    for (const ProfileFigure& figure : figures)
      out.push_back({figure.name, figure.value(), figure.count, figure.unit});
  return out;
}

TextFigures text_figures(std::string_view truth, std::string_view hypothesis,
                         const Normalizations& normalizations, const Profiles& profiles) {
  const ComparedText meant(truth, normalizations), read(hypothesis, normalizations);
  const std::vector<Edit> edits = align(meant.characters, read.characters);
  TextFigures out;
  out.characters = {edit_counts(edits), meant.characters.size()};
  out.words = {edit_counts(meant.words, read.words), meant.words.size()};
  const OrderFree free = order_free(meant, read, out.characters.edits);
  out.order_free = free.characters;
  out.bag = bag_of_words(meant.words, read.words);
  out.telling = telling_errors(telling_words(truth, normalizations), free.hypothesis_words);
  out.confusions.add(edits, meant.characters, read.characters);
  for (const Profile profile : profiles) out.profiles[profile] = profile_figures(profile, truth, hypothesis);
  return out;
}

}  // namespace folio
