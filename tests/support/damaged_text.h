#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace folio {

/// Lines of made-up Russian words of `letters` characters or a little less, from a few hundred stems and
/// endings, so that some words come again and again. Follows from `random` alone, on any machine.
std::vector<std::string> made_up_lines(std::mt19937_64& random, size_t lines, size_t letters);

/// The text with `rate` of its characters (code points other than line ends) misread: half of them another
/// letter, a quarter left out, a quarter with a letter put before them.
std::string damaged(const std::string& text, double rate, std::mt19937_64& random);

/// Lines joined by line ends.
std::string text_of(const std::vector<std::string>& lines);

/// A random number below `limit`.
inline size_t below(std::mt19937_64& random, size_t limit) { return static_cast<size_t>(random() % limit); }

template <class Item>
void shuffle(std::vector<Item>& items, std::mt19937_64& random) {
  for (size_t k = items.size(); k > 1; --k) std::swap(items[k - 1], items[below(random, k)]);
}

}  // namespace folio
