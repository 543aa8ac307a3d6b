#include "core/error.h"

#include "core/text.h"

namespace folio {

Error& Error::at_file(const std::string& file) {
  if (file_.empty()) file_ = file;
  return *this;
}

Error& Error::at_page(int page) {
  if (page_ == 0) page_ = page;
  return *this;
}

Error& Error::at_stage(const std::string& stage) {
  if (stage_.empty()) stage_ = stage;
  return *this;
}

std::string Error::message() const {
  std::string line;
  if (!file_.empty()) line += escape_control_characters(file_);
  if (page_ > 0) line += (line.empty() ? "page " : ", page ") + std::to_string(page_);
  if (!line.empty()) line += ": ";
  if (!stage_.empty()) line += stage_ + ": ";
  line += escape_control_characters(what());
  if (!advice_.empty()) line += "; " + escape_control_characters(advice_);
  return line;
}

}  // namespace folio
