#pragma once

#include <deque>
#include <optional>

namespace folio {

/// How fast pages come, from the last twenty of them: steady, and following the pages at hand. What was done
/// before a run began is no page of its. Times are in seconds, of any clock that does not go back.
class Pace {
 public:
  explicit Pace(double begin) : times_{begin} {}
  /// A page has ended, well or badly.
  void page_ended(double time);
  /// Nothing before a page has ended.
  std::optional<double> pages_an_hour() const;
  /// Until `pages` more have ended, in seconds; the same.
  std::optional<double> seconds_for(int pages) const;

 private:
  std::deque<double> times_;  ///< of the begin, or a page's end, and of those that followed
};

}  // namespace folio
