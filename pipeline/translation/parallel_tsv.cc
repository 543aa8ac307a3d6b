#include "translation/parallel_tsv.h"

#include <spdlog/fmt/fmt.h>

#include "core/text.h"

namespace folio {
namespace {

std::string notation_of(const ParallelRun& run) {
  switch (run.kind) {
    case ParallelRun::Kind::plain:
      return run.text;
    case ParallelRun::Kind::struck:
      return "⟦del:" + run.text + "⟧";
    case ParallelRun::Kind::handwritten:
      return run.text.empty() ? "⟦signed⟧" : "⟦h:" + run.text + "⟧";
    case ParallelRun::Kind::note:
      return "⟦note:" + run.text + "⟧";
  }
  return {};
}

std::string side(const std::vector<ParallelParagraph>& paragraphs, size_t begin, size_t end) {
  std::string out;
  for (size_t p = begin; p < end; ++p) out += (out.empty() ? "" : " ¶ ") + notation_of(paragraphs[p]);
  return tsv_field(out);
}

std::string place(int line, int column) { return line > 0 ? fmt::format("{}\t{}", line, column) : "\t"; }

}  // namespace

std::string notation_of(const ParallelParagraph& paragraph) {
  std::string out;
  for (const ParallelRun& run : paragraph.runs) {
    if (!out.empty() && !run.joined) out += ' ';
    out += notation_of(run);
  }
  return out;
}

std::string parallel_tsv(const ParallelText& text) {
  std::string out = "confidence\toriginal\ttranslation\n";
  for (const ParallelPair& pair : text.pairs) {
    out += fmt::format("{:.3f}\t{}\t{}\n", pair.confidence,
                       side(text.original, pair.original_begin, pair.original_end),
                       side(text.translation, pair.translation_begin, pair.translation_end));
  }
  return out;
}

std::string translation_marks_tsv(const ParallelText& text) {
  std::string out =
      "outcome\tkind\toriginal\ttranslation\tink\tpage\tbox\toriginal_line\toriginal_column\t"
      "translation_line\ttranslation_column\tparagraphs\treason\n";
  for (const TranslationMark& mark : text.marks) {
    const Box& b = mark.box;
    out +=
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", name_of(mark.outcome), name_of(mark.kind),
                    tsv_field(mark.original), tsv_field(mark.translation), mark.ink, tsv_field(mark.stem),
                    b.empty() ? "" : fmt::format("{} {} {} {}", b.x0, b.y0, b.x1, b.y1),
                    place(mark.original_line, mark.original_column),
                    place(mark.translation_line, mark.translation_column), mark.pair_idx + 1, mark.reason);
  }
  return out;
}

}  // namespace folio
