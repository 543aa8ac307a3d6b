#include "batch/memory_budget.h"

namespace folio {

MemoryBudget::Share::Share(MemoryBudget& budget, std::uint64_t bytes) : budget_(budget), bytes_(bytes) {
  if (budget_.limit_ == 0) return;
  std::unique_lock lock(budget_.mutex_);
  budget_.freed_.wait(lock, [&] { return budget_.used_ == 0 || budget_.used_ + bytes_ <= budget_.limit_; });
  budget_.used_ += bytes_;
}

MemoryBudget::Share::~Share() {
  if (budget_.limit_ == 0) return;
  {
    const std::scoped_lock lock(budget_.mutex_);
    budget_.used_ -= bytes_;
  }
  budget_.freed_.notify_all();
}

}  // namespace folio
