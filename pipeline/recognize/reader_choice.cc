#include "recognize/reader_choice.h"

namespace folio {

std::string ReaderChoice::name() const {
  return typed_->name() + "; " + (hand_ != nullptr ? hand_->name() + "; " : "") + others_->name();
}

std::vector<ReadWord> ReaderChoice::read(const LineImage& line) { return of(line.layer).read(line); }

}  // namespace folio
