#pragma once

#include <cstdint>
#include <deque>
#include <map>

namespace folio {

/// Shares out a fixed amount of memory among workers that ask for it, in the order in which they ask.
class MemoryBudget {
 public:
  /// `bytes`: of all shares together; 0 = without limit.
  explicit MemoryBudget(std::uint64_t bytes) : limit_(bytes) {}

  enum class Verdict : unsigned char {
    granted,
    later,    ///< next() will name the worker once others have given enough back
    refused,  ///< it is more than there is
  };
  Verdict ask(int worker, std::uint64_t bytes);
  /// What the worker holds, or waits for, is free.
  void give_back(int worker);
  /// A worker that waited and whose share is now free: it is granted; -1 = none.
  int next();
  std::uint64_t limit() const { return limit_; }
  std::uint64_t share_of(int worker) const;

 private:
  bool fits(std::uint64_t bytes) const { return limit_ == 0 || used_ + bytes <= limit_; }
  struct Waiting {
    int worker;
    std::uint64_t bytes;
  };
  std::uint64_t limit_;
  std::uint64_t used_ = 0;
  std::map<int, std::uint64_t> shares_;
  std::deque<Waiting> waiting_;
};

}  // namespace folio
