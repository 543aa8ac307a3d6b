#include "page/parallel_text.h"

namespace folio {

std::string_view name_of(ParallelRun::Kind kind) {
  switch (kind) {
    case ParallelRun::Kind::plain:
      return "plain";
    case ParallelRun::Kind::struck:
      return "struck";
    case ParallelRun::Kind::handwritten:
      return "handwritten";
    case ParallelRun::Kind::note:
      return "note";
  }
  return "";
}

std::string_view name_of(TranslationMark::Outcome outcome) {
  switch (outcome) {
    case TranslationMark::Outcome::agrees:
      return "agrees";
    case TranslationMark::Outcome::not_in_translation:
      return "not-in-translation";
    case TranslationMark::Outcome::not_in_original:
      return "not-in-original";
    case TranslationMark::Outcome::translation_and_ink:
      return "translation-and-ink";
  }
  return "";
}

std::string text_of(const ParallelParagraph& paragraph, bool struck) {
  std::string out;
  for (const ParallelRun& run : paragraph.runs) {
    const bool left_out = run.kind == ParallelRun::Kind::note ||
                          (run.kind == ParallelRun::Kind::struck && !struck) || run.text.empty();
    if (left_out) continue;
    if (!out.empty() && !run.joined) out += ' ';
    out += run.text;
  }
  return out;
}

}  // namespace folio
