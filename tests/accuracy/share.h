#pragma once

#include <string>
#include <vector>

namespace folio {

/// What one page counts to a share.
struct PartOfPage {
  long part = 0, whole = 0;

  PartOfPage& operator+=(const PartOfPage& other) {
    part += other.part, whole += other.whole;
    return *this;
  }
};

/// A share with its 90 % interval.
struct Share {
  double value = 1, low = 1, high = 1;
  long of = 0;  ///< what it is a share of; 0: all three are 1
};

/// Part over whole, summed over the pages; the interval from 1000 bootstrap samples of pages, the same each
/// time.
Share share_of(const std::vector<PartOfPage>& pages);

/// A line of it on standard output.
void print_share(const std::string& name, const Share& share);

}  // namespace folio
