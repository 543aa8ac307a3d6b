#include "reconcile/letter_shapes.h"

#include <algorithm>
#include <bit>

#include "core/text.h"

namespace folio {
namespace {

constexpr char32_t kIllegible = U'□';
constexpr char32_t kQuote = U'"';
constexpr char32_t kHyphen = U'-';

/// `c` is lower case.
char32_t shape_of(char32_t c) {
  switch (c) {
    case U'a':
      return U'а';
    case U'b':
      return U'в';
    case U'c':
      return U'с';
    case U'e':
    case U'ё':
      return U'е';
    case U'h':
      return U'н';
    case U'k':
      return U'к';
    case U'm':
      return U'м';
    case U'o':
    case U'0':
      return U'о';
    case U'p':
      return U'р';
    case U't':
      return U'т';
    case U'x':
      return U'х';
    case U'y':
      return U'у';
    case U'i':
    case U'l':
    case U'і':
    case U'|':
      return U'1';
    case U'3':
      return U'з';
    case U'4':
      return U'ч';
    case U'6':
      return U'б';
    case U'\'':
    case U'`':
    case U'«':
    case U'»':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'‘':
    case U'’':
    case U'‚':
    case U'‹':
    case U'›':
    case U'″':
    case U'′':
    case U'ъ':
      return kQuote;
    case U'–':
    case U'—':
    case U'‐':
    case U'‑':
    case U'−':
    case U'¬':
    case U'=':
    case U'_':
    case U'\u00AD':
      return kHyphen;
    default:
      return c;
  }
}

}  // namespace

Letters letters_of(std::string_view text) {
  const std::u32string raw = to_code_points(to_nfc(text));
  Letters out;
  out.reserve(raw.size());
  for (const char32_t c : raw) {
    const std::u32string lower = to_code_points(to_lower(from_code_points(std::u32string(1, c))));
    out.push_back({c, shape_of(lower.empty() ? c : lower.front()), 0});
  }
  return out;
}

Letters letters_of(std::string_view text, std::span<const Glyph> glyphs) {
  // Less likely ones say nothing.
  constexpr double kLeastConfidence = 0.01;
  Letters out = letters_of(text);
  if (glyphs.size() != out.size()) return out;
  for (size_t k = 0; k < out.size(); ++k) {
    if (glyphs[k].alternatives.empty() || glyphs[k].alternatives.front().confidence < kLeastConfidence)
      continue;
    const Letters second = letters_of(glyphs[k].alternatives.front().text);
    if (second.size() == 1) out[k].second_shape = second.front().shape;
  }
  return out;
}

bool is_hyphen_shape(const Letter& letter) { return letter.shape == kHyphen; }

double letter_cost(const Letter& a, const Letter& b) {
  if (a.raw == b.raw) return 0;
  if (a.shape == b.shape) return 0.1;
  if (a.raw == kIllegible || b.raw == kIllegible) return 0.3;
  if (a.shape == b.second_shape || b.shape == a.second_shape) return 0.6;
  return 1;
}

double gap_cost(const Letter& letter) { return is_punctuation(letter.shape) ? 0.5 : 1; }

double edit_cost(std::span<const Letter> a, std::span<const Letter> b, double limit) {
  constexpr size_t kShort = 64;
  double stack_row[kShort + 1];
  std::vector<double> heap_row;
  double* row = stack_row;
  if (b.size() > kShort) {
    heap_row.resize(b.size() + 1);
    row = heap_row.data();
  }
  row[0] = 0;
  for (size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + gap_cost(b[j]);
  for (const Letter& letter : a) {
    const double gap = gap_cost(letter);
    double diagonal = row[0];
    row[0] += gap;
    double least = row[0];
    for (size_t j = 0; j < b.size(); ++j) {
      const double cost =
          std::min({diagonal + letter_cost(letter, b[j]), row[j + 1] + gap, row[j] + gap_cost(b[j])});
      diagonal = row[j + 1];
      row[j + 1] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 1;
  }
  return row[b.size()];
}

std::vector<int> align_positions(std::span<const Letter> a, std::span<const Letter> b) {
  const size_t width = b.size() + 1;
  std::vector<double> cost((a.size() + 1) * width, 0);
  const auto at = [&](size_t i, size_t j) -> double& { return cost[i * width + j]; };
  for (size_t j = 0; j < b.size(); ++j) at(0, j + 1) = at(0, j) + gap_cost(b[j]);
  for (size_t i = 0; i < a.size(); ++i) {
    at(i + 1, 0) = at(i, 0) + gap_cost(a[i]);
    for (size_t j = 0; j < b.size(); ++j)
      at(i + 1, j + 1) = std::min(
          {at(i, j) + letter_cost(a[i], b[j]), at(i, j + 1) + gap_cost(a[i]), at(i + 1, j) + gap_cost(b[j])});
  }
  std::vector<int> positions(a.size() + 1);
  size_t i = a.size(), j = b.size();
  positions[i] = static_cast<int>(j);
  while (i > 0) {
    if (j > 0 && at(i, j) == at(i - 1, j - 1) + letter_cost(a[i - 1], b[j - 1])) {
      --i;
      --j;
    } else if (at(i, j) == at(i - 1, j) + gap_cost(a[i - 1])) {
      --i;
    } else {
      --j;
      continue;
    }
    positions[i] = static_cast<int>(j);
  }
  positions[0] = 0;
  return positions;
}

double similarity(std::span<const Letter> a, std::span<const Letter> b) {
  const size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 1;
  return std::max(0.0, 1 - edit_cost(a, b) / static_cast<double>(longer));
}

uint64_t shape_signature(std::span<const Letter> letters) {
  uint64_t bits = 0;
  for (const Letter& letter : letters) {
    if (letter.raw == kIllegible) return ~uint64_t{0};
    if (!is_punctuation(letter.shape)) bits |= uint64_t{1} << (letter.shape % 64);
  }
  return bits;
}

int signature_distance(uint64_t a, uint64_t b) {
  if (a == ~uint64_t{0} || b == ~uint64_t{0}) return 0;
  return std::max(std::popcount(a & ~b), std::popcount(b & ~a));
}

}  // namespace folio
