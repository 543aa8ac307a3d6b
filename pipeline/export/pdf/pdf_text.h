#pragma once

#include <map>
#include <string>
#include <vector>

#include "export/pdf/pdf_layers.h"
#include "export/pdf/pdf_words.h"
#include "page/page_text.h"

namespace folio {

/// Invisible text of a page as PDF operators, and the codes that it uses. Each word is as wide as its box;
/// the words of a line share one size and one baseline, so that readers see one line, and the font's ascent
/// ends where the line's words do. A line that slopes by more than readers take for one line goes in level
/// steps of whole words: they would break it within a word.
class PdfText {
 public:
  PdfText(const PageText& page, Reading reading, PdfInsertions insertions = PdfInsertions::by_reading);

  /// Marked content of the layers /L0, /L1, … (PdfLayerId), in reading order. Fonts: /F0 for words that end
  /// at the baseline, /F1 and /F2 for those with descenders.
  const std::string& operators() const { return operators_; }

  /// The text of each code; empty for those that are not used, [0] among them.
  const std::vector<std::string>& text_of_codes() const { return text_of_codes_; }

  /// Of the fonts, thousandths of their size.
  static constexpr int kAscent = 720;
  static constexpr int kDescents[] = {-1, -150, -300};

 private:
  struct Run;
  struct Pen;
  void write_line(const std::vector<PdfWord>& words);
  void begin_run(const Run& run, double reach, Pen& pen);
  void number_codes(const std::vector<std::vector<PdfWord>>& lines);
  void switch_layer(PdfLayerId layer);
  Run run_of(const PdfWord& word) const;
  Run level_run_of(const PdfWord& word) const;
  bool goes_in_steps(const std::vector<PdfWord>& words) const;
  double font_size(const std::vector<PdfWord>& words) const;
  std::string codes_of(const std::string& text) const;

  double points_per_pixel_x_, points_per_pixel_y_, height_points_;
  std::string operators_;
  PdfLayerId layer_ = PdfLayerId::scan;  ///< that of the open marked content; scan = none is open
  std::string font_, stretch_;           ///< as set last
  double size_ = 0;                      ///< of the font
  double angle_ = 0;                     ///< of the line matrix
  double line_x_ = 0, line_y_ = 0;       ///< its origin
  bool has_matrix_ = false;
  std::map<std::string, int> code_of_;
  std::vector<std::string> text_of_codes_{""};
  size_t bytes_per_code_ = 1;  ///< as PdfFont::has_short_codes() says
};

}  // namespace folio
