#include "batch/memory_budget.h"

#include <cassert>

namespace folio {

MemoryBudget::Verdict MemoryBudget::ask(int worker, std::uint64_t bytes) {
  assert(!shares_.contains(worker));
  if (limit_ != 0 && bytes > limit_) return Verdict::refused;
  // A large page that waits is not overtaken by small ones for ever.
  if (!waiting_.empty() || !fits(bytes)) {
    waiting_.push_back({worker, bytes});
    return Verdict::later;
  }
  used_ += bytes;
  shares_[worker] = bytes;
  return Verdict::granted;
}

void MemoryBudget::give_back(int worker) {
  std::erase_if(waiting_, [&](const Waiting& w) { return w.worker == worker; });
  const auto share = shares_.find(worker);
  if (share == shares_.end()) return;
  used_ -= share->second;
  shares_.erase(share);
}

int MemoryBudget::next() {
  if (waiting_.empty() || !fits(waiting_.front().bytes)) return -1;
  const Waiting first = waiting_.front();
  waiting_.pop_front();
  used_ += first.bytes;
  shares_[first.worker] = first.bytes;
  return first.worker;
}

std::uint64_t MemoryBudget::share_of(int worker) const {
  const auto share = shares_.find(worker);
  return share == shares_.end() ? 0 : share->second;
}

}  // namespace folio
