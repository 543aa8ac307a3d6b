#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "recognize/self_adaptation.h"

namespace folio {

/// Gathers from pages that are done in any order what a folio teaches, in the pages' order, and keeps what
/// may be read again of each. Not for two threads at once.
class FolioAdaptation {
 public:
  /// Bytes of characters' features that are kept; pages beyond are not read again. 2,000 pages or so.
  static constexpr std::uint64_t kMostKept = 256ULL << 20;

  /// `adaptation`: nullptr = nothing is learned.
  explicit FolioAdaptation(std::shared_ptr<SelfAdaptation> adaptation) : adaptation_(std::move(adaptation)) {}

  /// The page `order`, counting from 0, is read; without traces where it failed.
  void add(int order, std::vector<WordTrace> traces);
  /// After the last page. False where nothing can be read again.
  bool finish();
  /// Decides the page's doubtful words again; returns how many now read otherwise.
  size_t read_again(int order, PageText& page) const;

 private:
  void take(int order, std::vector<WordTrace> traces);

  std::shared_ptr<SelfAdaptation> adaptation_;
  std::map<int, std::vector<WordTrace>> early_;  ///< done before one that comes before them
  std::map<int, std::vector<WordTrace>> doubtful_;
  int next_ = 0;
  std::uint64_t kept_ = 0;
};

}  // namespace folio
