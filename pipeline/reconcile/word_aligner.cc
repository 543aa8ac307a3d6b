#include "reconcile/word_aligner.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

constexpr int kMaxJoined = 4;          // words that one word may correspond to,
constexpr int kMaxSpacedLetters = 16;  // or letters, of a l e t t e r e d heading
constexpr double kLeastSimilarity = 0.3;
constexpr double kLostSpace = 0.25;
constexpr double kExtraSpace = 0.35;
constexpr double kExtraBlank = 0.9;          // a space as wide as those between words
constexpr size_t kShortWord = 3;             // letters of words that may be linked without any likeness,
constexpr double kUnlike = 0.3;              // for this much less than leaving both
constexpr double kLeastEdit = 0.6;           // price of a letter of another shape, at least
constexpr double kLineBreak = 0.1;           // with a hyphen,
constexpr double kLineBreakNoHyphen = 0.35;  // and without
// Opening a gap costs a little, so that what is left out stays in one piece; least where a paragraph opens.
constexpr double kOpenGap = 0.2;
constexpr double kOpenGapAtParagraph = 0.05;
constexpr double kStrikeMismatch = 0.3;
constexpr size_t kAnchorLetters = 4;
constexpr int kBand = 300;
constexpr int64_t kMaxFullCells = 250'000;

std::u32string anchor_key(const AlignedWord& word) {
  std::u32string key;
  for (const Letter& letter : word.letters)
    if (!is_punctuation(letter.shape)) key.push_back(letter.shape);
  return key.size() >= kAnchorLetters ? key : std::u32string();
}

bool is_spaced_letter(const AlignedWord& word) {
  return word.letters.size() == 1 && is_letter(word.letters[0].raw);
}

/// Positions of longest strictly increasing subsequence of `values`.
std::vector<int> increasing_subsequence(const std::vector<int>& values) {
  std::vector<int> tails, before(values.size(), -1);
  for (int k = 0; k < static_cast<int>(values.size()); ++k) {
    const auto found = std::ranges::lower_bound(tails, values[static_cast<size_t>(k)], {},
                                                [&](int t) { return values[static_cast<size_t>(t)]; });
    if (found != tails.begin()) before[static_cast<size_t>(k)] = *std::prev(found);
    if (found == tails.end())
      tails.push_back(k);
    else
      *found = k;
  }
  std::vector<int> out;
  for (int k = tails.empty() ? -1 : tails.back(); k >= 0; k = before[static_cast<size_t>(k)])
    out.push_back(k);
  std::ranges::reverse(out);
  return out;
}

class Aligner {
 public:
  Aligner(std::span<const AlignedWord> truth, std::span<const AlignedWord> page)
      : truth_(truth), page_(page) {
    for (const AlignedWord& word : truth_) truth_keys_.push_back(anchor_key(word));
    for (const AlignedWord& word : page_) page_keys_.push_back(anchor_key(word));
  }

  std::vector<WordLink> run() {
    align({0, static_cast<int>(truth_.size()), 0, static_cast<int>(page_.size())}, 0);
    return std::move(links_);
  }

 private:
  /// Half-open ranges of both sequences.
  struct Segment {
    int truth_begin, truth_end, page_begin, page_end;
    int rows() const { return truth_end - truth_begin; }
    int columns() const { return page_end - page_begin; }
  };

  static size_t index(int k) { return static_cast<size_t>(k); }

  void align(const Segment& segment, int depth) {
    if (segment.rows() == 0 || segment.columns() == 0) return;
    // A small segment needs no anchors, and they cannot see joined words.
    const bool small = static_cast<int64_t>(segment.rows()) * segment.columns() <= 400;
    const std::vector<std::pair<int, int>> anchors =
        small || depth > 20 ? std::vector<std::pair<int, int>>{} : find_anchors(segment);
    if (anchors.empty()) {
      align_cells(segment);
      return;
    }
    Segment rest = segment;
    for (const auto& [t, p] : anchors) {
      align({rest.truth_begin, t, rest.page_begin, p}, depth + 1);
      links_.push_back({t, t + 1, p, p + 1, similarity(truth_[index(t)].letters, page_[index(p)].letters)});
      rest.truth_begin = t + 1;
      rest.page_begin = p + 1;
    }
    align(rest, depth + 1);
  }

  std::vector<std::pair<int, int>> find_anchors(const Segment& segment) const {
    struct Seen {
      int truth_count = 0, page_count = 0, truth_idx = 0, page_idx = 0;
    };
    std::unordered_map<std::u32string, Seen> seen;
    for (int t = segment.truth_begin; t < segment.truth_end; ++t) {
      if (truth_keys_[index(t)].empty()) continue;
      Seen& entry = seen[truth_keys_[index(t)]];
      ++entry.truth_count;
      entry.truth_idx = t;
    }
    for (int p = segment.page_begin; p < segment.page_end; ++p) {
      if (page_keys_[index(p)].empty()) continue;
      const auto found = seen.find(page_keys_[index(p)]);
      if (found == seen.end()) continue;
      ++found->second.page_count;
      found->second.page_idx = p;
    }
    std::vector<std::pair<int, int>> pairs;
    for (const auto& [key, entry] : seen) {
      if (entry.truth_count == 1 && entry.page_count == 1 &&
          has_support(segment, entry.truth_idx, entry.page_idx))
        pairs.emplace_back(entry.truth_idx, entry.page_idx);
    }
    std::ranges::sort(pairs);
    std::vector<int> page_order;
    page_order.reserve(pairs.size());
    for (const auto& pair : pairs) page_order.push_back(pair.second);
    std::vector<std::pair<int, int>> out;
    for (const int k : increasing_subsequence(page_order)) out.push_back(pairs[index(k)]);
    return out;
  }

  /// A word that a misreading made unique has other neighbors than its double.
  bool has_support(const Segment& segment, int t, int p) const {
    for (const int side : {-1, 1}) {
      for (int dt = 1; dt <= 2; ++dt) {
        for (int dp = 1; dp <= 2; ++dp) {
          const int tk = t + side * dt, pk = p + side * dp;
          if (tk < segment.truth_begin || tk >= segment.truth_end || pk < segment.page_begin ||
              pk >= segment.page_end)
            continue;
          const AlignedWord& a = truth_[index(tk)];
          const AlignedWord& b = page_[index(pk)];
          if (a.letters.size() >= 2 && similarity(a.letters, b.letters) >= 0.6) return true;
        }
      }
    }
    return false;
  }

  /// Step into a cell: how many words of either side it takes. Neither more than 255.
  struct Step {
    uint8_t truth = 0, page = 0;
  };

  void align_cells(const Segment& segment) {
    const int rows = segment.rows(), columns = segment.columns();
    const bool banded = static_cast<int64_t>(rows) * columns > kMaxFullCells;
    // Wide enough that the bands of neighboring rows overlap.
    const int half = banded ? std::min(columns, kBand / 2 + columns / rows + 1) : columns;
    const auto center = [&](int i) {
      return static_cast<int>(static_cast<int64_t>(i) * columns / std::max(1, rows));
    };
    const auto first = [&](int i) { return std::max(0, center(i) - half); };
    const auto last = [&](int i) { return std::min(columns, center(i) + half); };
    const int width = 2 * half + 1;
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    std::vector<double> cost(index(rows + 1) * index(width), kInfinite);
    std::vector<Step> steps(index(rows + 1) * index(width));
    const auto cell = [&](int i, int j) {
      return index(i) * index(width) + index(j - std::max(0, center(i) - half));
    };
    const auto improve = [&](int i, int j, double value, Step step) {
      if (i > rows || j < first(i) || j > last(i)) return;
      if (value < cost[cell(i, j)]) {
        cost[cell(i, j)] = value;
        steps[cell(i, j)] = step;
      }
    };
    cost[cell(0, 0)] = 0;
    for (int i = 0; i <= rows; ++i) {
      for (int j = first(i); j <= last(i); ++j) {
        const double here = cost[cell(i, j)];
        if (here == kInfinite) continue;
        const int t = segment.truth_begin + i, p = segment.page_begin + j;
        // The step before this cell stands for the state of a gap: near enough to affine gaps.
        const Step into = steps[cell(i, j)];
        if (i < rows) {
          const bool goes_on = into.truth > 0 && into.page == 0;
          const double open = goes_on ? 0 : truth_[index(t)].opens_paragraph ? kOpenGapAtParagraph : kOpenGap;
          improve(i + 1, j, here + open + truth_[index(t)].gap, {1, 0});
        }
        if (j < columns) improve(i, j + 1, here + page_[index(p)].gap, {0, 1});
        if (i == rows || j == columns) continue;
        if (const double price = pair_cost(t, 1, p, 1); price < kInfinite)
          improve(i + 1, j + 1, here + price, {1, 1});
        for (int m = 2; i + m <= rows && may_join(truth_, t, m); ++m) {
          if (too_long(truth_, t, m, page_[index(p)])) break;
          if (const double price = pair_cost(t, m, p, 1); price < kInfinite)
            improve(i + m, j + 1, here + price, {static_cast<uint8_t>(m), 1});
        }
        for (int n = 2; j + n <= columns && may_join(page_, p, n); ++n) {
          if (too_long(page_, p, n, truth_[index(t)])) break;
          if (const double price = pair_cost(t, 1, p, n); price < kInfinite)
            improve(i + 1, j + n, here + price, {1, static_cast<uint8_t>(n)});
        }
      }
    }
    // A band need not hold the last cell's path; the center of its last row always ends at it.
    assert(cost[cell(rows, columns)] < kInfinite);
    std::vector<WordLink> found;
    for (int i = rows, j = columns; i > 0 || j > 0;) {
      const Step step = steps[cell(i, j)];
      i -= step.truth;
      j -= step.page;
      if (step.truth > 0 && step.page > 0) {
        WordLink link{segment.truth_begin + i, segment.truth_begin + i + step.truth, segment.page_begin + j,
                      segment.page_begin + j + step.page, 0};
        link.similarity = similarity(joined_truth(link.truth_begin, step.truth),
                                     join_page_words(page_.subspan(index(link.page_begin), step.page)));
        found.push_back(link);
      }
    }
    std::ranges::reverse(found);
    for (size_t k = 0; k < found.size(); ++k)
      if (found[k].similarity >= kLeastSimilarity || beside_alike(found, k, segment))
        links_.push_back(found[k]);
  }

  /// Words without likeness are linked only right beside a link of words that are alike.
  bool beside_alike(const std::vector<WordLink>& found, size_t k, const Segment& segment) const {
    const WordLink& link = found[k];
    const auto adjoin = [](const WordLink& a, const WordLink& b) {
      return a.truth_end == b.truth_begin && a.page_end == b.page_begin;
    };
    if (k > 0 && found[k - 1].similarity >= kLeastSimilarity && adjoin(found[k - 1], link)) return true;
    if (k + 1 < found.size() && found[k + 1].similarity >= kLeastSimilarity && adjoin(link, found[k + 1]))
      return true;
    // Beyond the segment stand anchors.
    const bool after_anchor = link.truth_begin == segment.truth_begin &&
                              link.page_begin == segment.page_begin && link.truth_begin > 0 &&
                              link.page_begin > 0;
    const bool before_anchor = link.truth_end == segment.truth_end && link.page_end == segment.page_end &&
                               link.truth_end < static_cast<int>(truth_.size()) &&
                               link.page_end < static_cast<int>(page_.size());
    return after_anchor || before_anchor;
  }

  static bool may_join(std::span<const AlignedWord> words, int begin, int count) {
    if (count <= kMaxJoined) return true;
    if (count > kMaxSpacedLetters) return false;
    for (int k = begin; k < begin + count; ++k)
      if (!is_spaced_letter(words[index(k)])) return false;
    return true;
  }

  static bool too_long(std::span<const AlignedWord> words, int begin, int count, const AlignedWord& whole) {
    size_t letters = 0;
    for (int k = begin; k < begin + count; ++k) letters += words[index(k)].letters.size();
    return static_cast<double>(letters) > 1.4 * static_cast<double>(whole.letters.size()) + 1;
  }

  Letters joined_truth(int begin, int count) const {
    Letters out;
    for (int k = begin; k < begin + count; ++k) {
      Letters letters = truth_[index(k)].letters;
      // A hyphen at the end of a line of the transcription.
      if (k + 1 < begin + count && truth_[index(k)].line_end && letters.size() > 1 &&
          is_hyphen_shape(letters.back()))
        letters.pop_back();
      out.insert(out.end(), letters.begin(), letters.end());
    }
    return out;
  }

  static bool is_speck(const AlignedWord& word, bool at_line_end) {
    return !word.has_letters && (at_line_end || !is_hyphen_shape(word.letters.front()));
  }

  /// Of two words of a few letters: one of them misread, no likeness need be left.
  double short_cost(int t, int p, double extra, double gaps) const {
    const AlignedWord &truth = truth_[index(t)], &page = page_[index(p)];
    const double edits = edit_cost(truth.letters, page.letters);
    const double longer = static_cast<double>(std::max(truth.letters.size(), page.letters.size()));
    if (edits <= (1 - kLeastSimilarity) * longer && edits + extra < gaps) return edits + extra;
    const bool words = truth.has_letters && page.has_letters;
    return words ? gaps + extra - kUnlike : std::numeric_limits<double>::infinity();
  }

  /// Infinite when the words are not to be linked.
  double pair_cost(int t, int m, int p, int n) const {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    double extra = 0, gaps = 0;
    uint64_t truth_signature = 0, page_signature = 0;
    size_t truth_letters = 0, page_letters = 0;
    for (int k = t; k < t + m; ++k) {
      const AlignedWord& word = truth_[index(k)];
      truth_signature |= word.signature;
      truth_letters += word.letters.size();
      gaps += word.gap;
      if (k > t)
        extra += truth_[index(k) - 1].line_end && is_hyphen_shape(truth_[index(k) - 1].letters.back())
                     ? kLineBreak
                     : kLostSpace;
    }
    for (int k = p; k < p + n; ++k) {
      const AlignedWord& word = page_[index(k)];
      page_signature |= word.signature;
      page_letters += word.letters.size();
      gaps += word.gap;
      if (k == p) continue;
      const AlignedWord& last = page_[index(k) - 1];
      // Specks between words and at the ends of lines are no part of a word; a dash may be.
      if (is_speck(word, last.line_end) || is_speck(last, last.line_end)) return kInfinite;
      const bool blank = word.stands_apart && !(is_spaced_letter(word) && is_spaced_letter(last));
      extra += !last.line_end                         ? (blank ? kExtraBlank : kExtraSpace)
               : is_hyphen_shape(last.letters.back()) ? kLineBreak
                                                      : kLineBreakNoHyphen;
    }
    if (truth_[index(t)].struck != page_[index(p)].struck) extra += kStrikeMismatch;
    const double longer = static_cast<double>(std::max(truth_letters, page_letters));
    if (m == 1 && n == 1 && longer <= kShortWord) return short_cost(t, p, extra, gaps);
    const double limit = std::min((1 - kLeastSimilarity) * longer, gaps - extra);
    if (kLeastEdit * signature_distance(truth_signature, page_signature) > limit) return kInfinite;
    double edits = 0;
    if (m == 1 && n == 1) {
      edits = edit_cost(truth_[index(t)].letters, page_[index(p)].letters, limit);
    } else {
      edits = edit_cost(joined_truth(t, m), join_page_words(page_.subspan(index(p), index(n))), limit);
    }
    return edits > limit ? kInfinite : edits + extra;
  }

  std::span<const AlignedWord> truth_, page_;
  std::vector<std::u32string> truth_keys_, page_keys_;
  std::vector<WordLink> links_;
};

}  // namespace

AlignedWord::AlignedWord(Letters letters_, bool struck_, bool line_end_)
    : letters(std::move(letters_)),
      signature(shape_signature(letters)),
      struck(struck_),
      line_end(line_end_) {
  gap = 0.35;
  has_letters = false;
  for (const Letter& letter : letters) {
    gap += 0.5 * gap_cost(letter);
    has_letters = has_letters || is_letter(letter.raw) || is_digit(letter.raw) || letter.raw == U'□';
  }
}

Letters join_page_words(std::span<const AlignedWord> words) {
  Letters out;
  for (size_t k = 0; k < words.size(); ++k) {
    size_t count = words[k].letters.size();
    if (k + 1 < words.size() && words[k].line_end && count > 1 && is_hyphen_shape(words[k].letters.back()))
      --count;
    out.insert(out.end(), words[k].letters.begin(),
               words[k].letters.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return out;
}

std::vector<WordLink> align_words(std::span<const AlignedWord> truth, std::span<const AlignedWord> page) {
  return Aligner(truth, page).run();
}

}  // namespace folio
