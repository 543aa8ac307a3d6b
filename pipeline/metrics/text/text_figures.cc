#include "metrics/text/text_figures.h"

#include <utility>

#include "metrics/text/order_free.h"

namespace folio {
namespace {

Quotient of(size_t part, size_t whole) { return {static_cast<double>(part), static_cast<double>(whole)}; }

Figure figure(std::string name, std::string unit, Better better, const Quotient& quotient) {
  return {std::move(name), quotient.value(), static_cast<size_t>(quotient.denominator),
          std::move(unit), better,           quotient};
}

void add_rate(std::vector<Figure>& out, const std::string& name, const std::string& unit,
              const ErrorRate& rate) {
  out.push_back(figure(name, unit, Better::lower, of(rate.edits.distance(), rate.count)));
  out.push_back(figure(name + "-insertions", unit, Better::lower, of(rate.edits.insertions, rate.count)));
  out.push_back(figure(name + "-deletions", unit, Better::lower, of(rate.edits.deletions, rate.count)));
  out.push_back(
      figure(name + "-substitutions", unit, Better::lower, of(rate.edits.substitutions, rate.count)));
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
  return of(characters.edits.distance() - order_free.edits.distance(), characters.count).value();
}

std::vector<Figure> TextFigures::figures() const {
  std::vector<Figure> out;
  add_rate(out, "cer", "characters", characters);
  add_rate(out, "wer", "words", words);
  const auto add = [&](const char* name, const char* unit, Better better, const Quotient& quotient) {
    out.push_back(figure(name, unit, better, quotient));
  };
  add("order-free-cer", "characters", Better::lower, of(order_free.edits.distance(), order_free.count));
  add("order-cost", "characters", Better::lower,
      of(characters.edits.distance() - order_free.edits.distance(), characters.count));
  add("bag-excess", "words", Better::lower, of(bag.excess(), bag.truth));
  add("bag-shortfall", "words", Better::lower, of(bag.shortfall(), bag.truth));
  add("bag-precision", "words", Better::higher, of(bag.common, bag.hypothesis));
  add("bag-recall", "words", Better::higher, of(bag.common, bag.truth));
  add("bag-f1", "words", Better::higher, of(2 * bag.common, bag.truth + bag.hypothesis));
  add("numbers-wrong", "words", Better::lower, quotient_of(telling.numbers));
  add("names-wrong", "words", Better::lower, quotient_of(telling.names));
  return out;
}

std::vector<Figure> TextFigures::profile_figures() const {
  std::vector<Figure> out;
  for (const auto& [profile, figures] : profiles) {
    for (const ProfileFigure& own : figures) {
      Quotient quotient = of(own.part, own.whole);
      if (own.is_accuracy) quotient.numerator = quotient.denominator - quotient.numerator;
      out.push_back({own.name, own.value(), own.count, own.unit,
                     own.is_accuracy ? Better::higher : Better::lower, quotient});
    }
  }
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
  for (const Profile profile : profiles)
    out.profiles[profile] = folio::profile_figures(profile, truth, hypothesis);
  return out;
}

}  // namespace folio
