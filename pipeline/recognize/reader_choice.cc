#include "recognize/reader_choice.h"

namespace folio {

std::string ReaderChoice::name() const { return typed_->name() + "; " + others_->name(); }

std::vector<ReadWord> ReaderChoice::read(const LineImage& line) { return of(line).read(line); }

}  // namespace folio
