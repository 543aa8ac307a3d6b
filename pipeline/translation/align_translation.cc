#include "translation/align_translation.h"

#include "core/text.h"
#include "translation/anchors.h"
#include "translation/mark_comparison.h"
#include "translation/original_paragraphs.h"
#include "translation/paragraph_aligner.h"

namespace folio {
namespace {

/// Lengths are those of what a translator translates: struck words count where the other side may have them
/// too, as half.
AlignmentUnit unit_of(const ParallelParagraph& paragraph) {
  AlignmentUnit unit;
  std::string all;
  for (const ParallelRun& run : paragraph.runs) {
    const auto letters = static_cast<double>(to_code_points(run.text).size());
    if (run.kind != ParallelRun::Kind::note)
      unit.letters += run.kind == ParallelRun::Kind::struck ? letters / 2 : letters;
    all += run.text + " ";
  }
  unit.anchors = anchors_of(all);
  return unit;
}

std::vector<AlignmentUnit> units_of(const std::vector<ParallelParagraph>& paragraphs) {
  std::vector<AlignmentUnit> units;
  units.reserve(paragraphs.size());
  for (const ParallelParagraph& paragraph : paragraphs) units.push_back(unit_of(paragraph));
  return units;
}

}  // namespace

const Transcription& translation_in(const Transcription& file) {
  return file.translations.empty() ? file : file.translations.front();
}

ParallelText align_translation(const ReconciledFolio& folio, const Transcription& transcription,
                               const Transcription& translation, const std::string& language) {
  ParallelText out;
  out.language = language;
  out.original = transcription.tokens.empty() ? paragraphs_of_pages(folio) : paragraphs_of(transcription);
  if (!transcription.tokens.empty()) add_places(out.original, transcription, folio);
  out.translation = paragraphs_of(translation);
  out.pairs = align_paragraphs(units_of(out.original), units_of(out.translation));
  out.marks = compare_translation_marks(out, folio);
  return out;
}

}  // namespace folio
