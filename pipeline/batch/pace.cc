#include "batch/pace.h"

#include <algorithm>
#include <cstddef>

namespace folio {
namespace {

constexpr double kHour = 3600;

}  // namespace

void Pace::page_ended(double time) {
  constexpr size_t kRecentPages = 20;
  times_.push_back(time);
  if (times_.size() > kRecentPages + 1) times_.pop_front();
}

std::optional<double> Pace::pages_an_hour() const {
  if (times_.size() < 2 || times_.back() <= times_.front()) return std::nullopt;
  return kHour * static_cast<double>(times_.size() - 1) / (times_.back() - times_.front());
}

std::optional<double> Pace::seconds_for(int pages) const {
  const std::optional<double> rate = pages_an_hour();
  return rate ? std::optional(std::max(0, pages) * kHour / *rate) : std::nullopt;
}

}  // namespace folio
