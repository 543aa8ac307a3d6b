#include "recognize/reader_choice.h"

namespace folio {

std::string ReaderChoice::name() const { return typed_->name() + "; " + others_->name(); }

std::vector<ReadWord> ReaderChoice::read(const LineImage& line) {
  return (line.layer == Layer::typed ? typed_ : others_)->read(line);
}

}  // namespace folio
