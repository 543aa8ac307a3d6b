#include "metrics/text/banded_alignment.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace folio {
namespace {

constexpr size_t kBlock = 64;       // rows of the table in one machine word
constexpr size_t kFirstBound = 64;  // edits; a band of one or two blocks

/// In which blocks of the truth a symbol stands, and where in them.
class BlockMatches {
 public:
  struct Entry {
    size_t block;
    uint64_t rows;
  };

  BlockMatches(std::span<const uint32_t> truth, size_t symbol_count) : begins_(symbol_count + 1) {
    std::vector<size_t> last(symbol_count, SIZE_MAX);
    const auto each_entry = [&](const auto& take) {
      std::ranges::fill(last, SIZE_MAX);
      for (size_t row = 0; row < truth.size(); ++row) {
        const bool is_new = std::exchange(last[truth[row]], row / kBlock) != row / kBlock;
        take(truth[row], row, is_new);
      }
    };
    each_entry([&](uint32_t symbol, size_t, bool is_new) { begins_[symbol + 1] += is_new ? 1 : 0; });
    for (size_t k = 1; k < begins_.size(); ++k) begins_[k] += begins_[k - 1];
    entries_.resize(begins_.back());
    std::vector<size_t> ends(begins_.begin(), begins_.end() - 1);
    each_entry([&](uint32_t symbol, size_t row, bool is_new) {
      if (is_new) entries_[ends[symbol]++] = {row / kBlock, 0};
      entries_[ends[symbol] - 1].rows |= uint64_t{1} << row % kBlock;
    });
  }

  std::span<const Entry> from_block(uint32_t symbol, size_t block) const {
    const auto all = std::span(entries_).subspan(begins_[symbol], begins_[symbol + 1] - begins_[symbol]);
    const auto first = std::ranges::lower_bound(all, block, {}, &Entry::block);
    return all.subspan(static_cast<size_t>(first - all.begin()));
  }

 private:
  std::vector<size_t> begins_;
  std::vector<Entry> entries_;
};

/// Rows of a column as vertical differences: bit r of `plus` is set where row r is one more than the row
/// above it, of `minus` where it is one less.
struct Cells {
  uint64_t plus = ~uint64_t{0}, minus = 0;
};

struct Carry {
  uint64_t plus = 1, minus = 0;  ///< horizontal difference at the row above
};

/// A block of the next column.
inline Carry advance(Cells& cells, uint64_t matches, Carry above) {
  const uint64_t vertical = matches | cells.minus;
  matches |= above.minus;
  const uint64_t zero = (((matches & cells.plus) + cells.plus) ^ cells.plus) | matches;
  uint64_t plus = cells.minus | ~(zero | cells.plus), minus = cells.plus & zero;
  const Carry below{plus >> (kBlock - 1), minus >> (kBlock - 1)};
  plus = plus << 1 | above.plus;
  minus = minus << 1 | above.minus;
  cells = {minus | ~(vertical | plus), plus & vertical};
  return below;
}

/// The blocks of each column that ways of at most `bound` edits go through.
class Band {
 public:
  Band(size_t truth_length, size_t hypothesis_length, size_t bound)
      : blocks_((truth_length + kBlock - 1) / kBlock) {
    const auto surplus = static_cast<ptrdiff_t>(truth_length) - static_cast<ptrdiff_t>(hypothesis_length);
    const auto edits = static_cast<ptrdiff_t>(bound);
    assert(edits >= std::abs(surplus));
    lowest_ = -((edits - surplus) / 2);
    highest_ = (edits + surplus) / 2;
  }
  size_t first(size_t column) const { return block_of(static_cast<ptrdiff_t>(column) + lowest_); }
  size_t last(size_t column) const { return block_of(static_cast<ptrdiff_t>(column) + highest_); }
  size_t width() const { return std::min(blocks_, static_cast<size_t>(highest_ - lowest_) / kBlock + 2); }

 private:
  /// Of the row after `row` symbols of the truth.
  size_t block_of(ptrdiff_t row) const {
    return std::min(static_cast<size_t>(std::max<ptrdiff_t>(row - 1, 0)) / kBlock, blocks_ - 1);
  }
  size_t blocks_;
  ptrdiff_t lowest_, highest_;  // diagonals: rows minus columns
};

class Table {
 public:
  Table(std::span<const uint32_t> truth, std::span<const uint32_t> hypothesis, size_t symbol_count)
      : truth_(truth),
        hypothesis_(hypothesis),
        matches_(truth, symbol_count),
        cells_((truth.size() + kBlock - 1) / kBlock),
        stride_(std::max<size_t>(static_cast<size_t>(std::sqrt(hypothesis.size())), 1)) {}

  std::vector<Edit> trace() {
    const size_t longer = std::max(truth_.size(), hypothesis_.size());
    size_t bound = std::max(longer - std::min(truth_.size(), hypothesis_.size()), kFirstBound);
    for (size_t before = 0;;) {
      const size_t found = fill(Band(truth_.size(), hypothesis_.size(), bound));
      if (found <= bound) break;
      bound = found == before ? found : std::min(4 * bound, found);
      before = found;
    }
    return trace_back(Band(truth_.size(), hypothesis_.size(), bound));
  }

 private:
  /// The column `column` (from 1) from the one before it; blocks after `last` are left out. Returns the
  /// change of the bottom row.
  ptrdiff_t next_column(const Band& band, size_t column, size_t last) {
    const size_t first = band.first(column);
    const std::span<const BlockMatches::Entry> matches = matches_.from_block(hypothesis_[column - 1], first);
    auto match = matches.begin();
    Carry carry;
    for (size_t block = first; block <= last; ++block) {
      uint64_t rows = 0;
      if (match != matches.end() && match->block == block) rows = (match++)->rows;
      carry = advance(cells_[block], rows, carry);
    }
    return static_cast<ptrdiff_t>(carry.plus) - static_cast<ptrdiff_t>(carry.minus);
  }

  /// All columns; keeps every stride-th in `kept_`. Returns the length of the best way within the band.
  size_t fill(const Band& band) {
    kept_.clear();
    std::ranges::fill(cells_, Cells{});
    size_t last = band.last(0);
    auto bottom = static_cast<ptrdiff_t>((last + 1) * kBlock);
    for (size_t column = 1; column <= hypothesis_.size(); ++column) {
      if ((column - 1) % stride_ == 0)
        kept_.emplace_back(cells_.begin() + static_cast<ptrdiff_t>(band.first(column - 1)),
                           cells_.begin() + static_cast<ptrdiff_t>(last) + 1);
      for (const size_t lowest = band.last(column); last < lowest; ++last) bottom += kBlock;
      bottom += next_column(band, column, last);
    }
    // The rows below the truth's last one, in its block.
    const Cells& lowest = cells_[last];
    for (size_t row = truth_.size(); row < (last + 1) * kBlock; ++row) {
      bottom -= static_cast<ptrdiff_t>(lowest.plus >> row % kBlock & 1);
      bottom += static_cast<ptrdiff_t>(lowest.minus >> row % kBlock & 1);
    }
    return static_cast<size_t>(bottom);
  }

  /// The columns from a kept one to the next, down to a row.
  struct Stretch {
    struct Column {
      size_t first;
      std::vector<Cells> cells;
    };
    std::vector<Column> columns;
    size_t begin;

    bool has(uint64_t Cells::*sign, size_t row, size_t column) const {
      const Column& cells = columns[column - begin];
      const size_t block = row / kBlock;
      if (block < cells.first || block >= cells.first + cells.cells.size()) return false;
      return (cells.cells[block - cells.first].*sign >> row % kBlock & 1) != 0;
    }
  };

  Stretch stretch_to(const Band& band, size_t column, size_t row) {
    const size_t kept = (column - 1) / stride_, lowest = (row - 1) / kBlock;
    Stretch stretch{{}, kept * stride_};
    std::ranges::fill(cells_, Cells{});
    std::ranges::copy(kept_[kept], cells_.begin() + static_cast<ptrdiff_t>(band.first(stretch.begin)));
    for (size_t k = stretch.begin;; ++k) {
      const size_t first = band.first(k), last = std::min(band.last(k), lowest);
      if (k > stretch.begin) next_column(band, k, last);
      stretch.columns.push_back({first,
                                 {cells_.begin() + static_cast<ptrdiff_t>(std::min(first, last + 1)),
                                  cells_.begin() + static_cast<ptrdiff_t>(last) + 1}});
      if (k == column) return stretch;
    }
  }

  std::vector<Edit> trace_back(const Band& band) {
    std::vector<Edit> edits;
    size_t row = truth_.size(), column = hypothesis_.size();
    while (row > 0 && column > 0) {
      const Stretch stretch = stretch_to(band, column, row);
      while (row > 0 && column > stretch.begin) {
        if (stretch.has(&Cells::plus, row - 1, column)) {
          edits.push_back({EditKind::deletion, --row, column});
        } else if (stretch.has(&Cells::minus, row - 1, column - 1)) {
          edits.push_back({EditKind::insertion, row, --column});
        } else {
          --row, --column;
          const bool match = truth_[row] == hypothesis_[column];
          edits.push_back({match ? EditKind::match : EditKind::substitution, row, column});
        }
      }
    }
    while (column > 0) edits.push_back({EditKind::insertion, row, --column});
    while (row > 0) edits.push_back({EditKind::deletion, --row, column});
    std::ranges::reverse(edits);
    return edits;
  }

  std::span<const uint32_t> truth_, hypothesis_;
  BlockMatches matches_;
  std::vector<Cells> cells_;  // of the last column worked out
  size_t stride_;             // columns between two kept ones
  std::vector<std::vector<Cells>> kept_;
};

}  // namespace

std::vector<Edit> banded_alignment(std::span<const uint32_t> truth, std::span<const uint32_t> hypothesis,
                                   size_t symbol_count) {
  if (truth.empty() || hypothesis.empty()) {
    std::vector<Edit> edits;
    for (size_t k = 0; k < truth.size(); ++k) edits.push_back({EditKind::deletion, k, 0});
    for (size_t k = 0; k < hypothesis.size(); ++k) edits.push_back({EditKind::insertion, 0, k});
    return edits;
  }
  return Table(truth, hypothesis, symbol_count).trace();
}

}  // namespace folio
