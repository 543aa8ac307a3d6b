#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "metrics/text/alignment.h"

namespace folio {

/// What was read for what, and how often. `truth` empty: put in; `hypothesis` empty: left out.
struct Confusion {
  std::string truth, hypothesis;
  size_t count = 0;
  bool operator==(const Confusion&) const = default;
};

/// The confusion table of characters. Stretches of edits between two matches are taken apart: where both
/// sides have as many characters, each pair by itself; where one has more, and neither more than three, the
/// stretch as one (`ш` read as `іи`); else by the alignment's steps. Adds up over pages.
class Confusions {
 public:
  void add(const std::vector<Edit>& edits, const std::vector<std::string>& truth,
           const std::vector<std::string>& hypothesis);
  Confusions& operator+=(const Confusions& other);

  /// The most frequent ones, at most `limit`; of as many, in the order of their code points.
  std::vector<Confusion> most_frequent(size_t limit) const;
  bool empty() const { return counts_.empty(); }

 private:
  std::map<std::pair<std::string, std::string>, size_t> counts_;
};

}  // namespace folio
