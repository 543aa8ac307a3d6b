#include "recognize/reading_chooser.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace folio {
namespace {

/// One way through the characters so far.
struct Way {
  double score = 0;
  std::vector<CharacterModel::Symbol> context;  ///< the last symbols: all that the language looks at
  std::vector<int> choices;                     ///< 0 = as read, k = the k-th alternative
};

/// The best ways, one of each context: what follows does not depend on more.
void keep_best(std::vector<Way>& ways, size_t width) {
  std::ranges::stable_sort(ways, [](const Way& a, const Way& b) { return a.score > b.score; });
  std::vector<Way> kept;
  for (Way& way : ways) {
    if (std::ranges::any_of(kept, [&](const Way& other) { return other.context == way.context; })) continue;
    kept.push_back(std::move(way));
    if (kept.size() == width) break;
  }
  ways = std::move(kept);
}

bool is_word_sign(int class_idx, const std::u32string& alphabet) {
  const char32_t c = alphabet[static_cast<size_t>(class_idx) - 1];
  return is_letter(c) || is_digit(c);
}

void take_alternative(ReadClass& character, int choice) {
  if (choice == 0) return;
  auto& chosen = character.alternatives[static_cast<size_t>(choice) - 1];
  std::swap(character.class_idx, chosen.class_idx);
  std::swap(character.likelihood, chosen.likelihood);
  std::ranges::stable_sort(character.alternatives,
                           [](const auto& a, const auto& b) { return a.likelihood > b.likelihood; });
}

}  // namespace

void choose_readings(std::vector<ReadClass>& characters, const std::u32string& alphabet,
                     const CharacterModel& language, double weight, size_t beam_width) {
  if (std::ranges::all_of(characters, [](const ReadClass& c) { return c.alternatives.empty(); })) return;
  const auto longest = static_cast<size_t>(language.order()) - 1;
  std::vector<Way> ways{{0, {CharacterModel::symbol_of(U' ')}, {}}};
  for (const ReadClass& character : characters) {
    std::vector<Way> grown;
    const auto grow = [&](int choice, int class_idx, double likelihood) {
      const auto symbol = CharacterModel::symbol_of(alphabet[static_cast<size_t>(class_idx) - 1]);
      for (const Way& way : ways) {
        Way& next = grown.emplace_back(way);
        next.score += std::log(likelihood) + weight * language.log_likelihood(way.context, symbol);
        next.context.push_back(symbol);
        if (next.context.size() > longest) next.context.erase(next.context.begin());
        next.choices.push_back(choice);
      }
    };
    grow(0, character.class_idx, character.likelihood);
    int choice = 0;
    for (const ReadClass::Alternative& other : character.alternatives) {
      ++choice;
      if (is_word_sign(character.class_idx, alphabet) && is_word_sign(other.class_idx, alphabet))
        grow(choice, other.class_idx, other.likelihood);
    }
    keep_best(grown, beam_width);
    ways = std::move(grown);
  }
  for (size_t i = 0; i < characters.size(); ++i) take_alternative(characters[i], ways.front().choices[i]);
}

}  // namespace folio
