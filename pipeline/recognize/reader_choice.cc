#include "recognize/reader_choice.h"

namespace folio {

std::string ReaderChoice::name() const { return typed_->name() + "; " + others_->name(); }

LineReading ReaderChoice::read(const LineImage& line) {
  if (line.layer == Layer::typed) return typed_->read(line);
  LineReading reading = others_->read(line);
  reading.reason = std::string(name_of(line.layer)) + ", no typewriting";
  return reading;
}

}  // namespace folio
