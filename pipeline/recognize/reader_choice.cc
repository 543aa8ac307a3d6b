#include "recognize/reader_choice.h"

namespace folio {

std::string ReaderChoice::name() const {
  return typed_->name() + "; " + (hand_ != nullptr ? hand_->name() + "; " : "") + others_->name();
}

LineReading ReaderChoice::read(const LineImage& line) {
  LineReading reading = of(line.layer).read(line);
  if (line.layer != Layer::typed) reading.reason = std::string(name_of(line.layer)) + ", no typewriting";
  return reading;
}

}  // namespace folio
