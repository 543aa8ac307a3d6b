#include "transcription/tei_text.h"

#include "core/text.h"
#include "transcription/marks.h"

namespace folio {

void TeiText::flush() {
  if (!out_.empty()) {
    if (gap_ == Gap::space) out_ += ' ';
    if (gap_ == Gap::line) out_ += '\n';
    if (gap_ == Gap::paragraph) out_ += "\n\n";
  }
  gap_ = Gap::none;
  joins_ = false;
}

void TeiText::add_text(std::string_view text) {
  std::u32string run;
  for (const char32_t c : to_code_points(text)) {
    if (is_space(c)) {
      out_ += from_code_points(run);
      run.clear();
      if (!joins_) ask(Gap::space);
      continue;
    }
    if (gap_ != Gap::none || joins_) {
      out_ += from_code_points(run);
      run.clear();
      flush();
    }
    if (is_mark_character(c)) run.push_back(U'\\');
    run.push_back(c);
  }
  out_ += from_code_points(run);
}

void TeiText::open_mark(std::string_view mark) {
  flush();
  out_ += mark;
}

void TeiText::close_mark(std::string_view mark) { out_ += mark; }

void TeiText::add_milestone(std::string_view mark, bool own_paragraph) {
  if (own_paragraph) break_paragraph();
  flush();
  out_ += mark;
  if (own_paragraph) break_line();
}

void TeiText::break_line() { ask(Gap::line); }
void TeiText::break_paragraph() { ask(Gap::paragraph); }

void TeiText::join() {
  if (gap_ == Gap::space) gap_ = Gap::none;
  joins_ = true;
}

}  // namespace folio
