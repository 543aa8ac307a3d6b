#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"
#include "page/word_trace.h"
#include "recognize/character_model.h"
#include "recognize/confidence_model.h"
#include "recognize/type_templates.h"

namespace folio {

/// Reads the doubtful characters of a folio again by what its own machine's types look like (after Kae et al.
/// 2010, who learn from the characters that are surely read). Teachers are characters that the net is sure
/// of, and those of words that a second reader reads the same; decided anew are characters that it was unsure
/// of, among the readings that it held possible. Insertions and omissions are not mended.
class SelfAdaptation {
 public:
  static constexpr int kLeastPages = 3;

  /// As for NetRecognizer; `language` may be nullptr.
  SelfAdaptation(std::string_view alphabet, std::shared_ptr<const CharacterModel> language,
                 std::shared_ptr<const ConfidenceModel> confidences);

  /// One page more, in the folio's order: what is learned depends on it.
  void learn(const std::vector<WordTrace>& page);
  /// One page more of a transcribed folio: characters of words that the transcription has, and that have as
  /// many characters there as were read, teach what the transcription says they are.
  void learn_truth(const PageText& reconciled, const std::vector<WordTrace>& page);
  /// What was learned is enough to tell types apart.
  bool can_teach() { return templates_.fit(); }
  /// What was learned, for other folios of the same machine.
  std::string save() const { return templates_.save(); }
  /// Learns what save() gave. Throws Error{input}.
  void load(std::string_view bytes);
  /// After the last page. False where there is too little to learn from; nothing can be read again then.
  bool finish();
  /// Decides the page's doubtful words again; returns how many now read otherwise. What was struck, taken
  /// from another reader, or read the same by both stays.
  size_t read_again(PageText& page, const std::vector<WordTrace>& traces) const;

  /// Worth keeping from a page: doubtful characters, and so many sure ones of each class as templates take
  /// from it.
  static std::vector<WordTrace> worth_keeping(std::vector<WordTrace> page);
  /// Of those, the words that may be read again, without what they teach.
  static std::vector<WordTrace> open_words(std::vector<WordTrace> page);

 private:
  int class_of(char32_t sign) const;  ///< 0 = none
  bool read_again(Word& word, const WordTrace& trace) const;
  std::string text_of(const std::vector<GlyphTrace>& glyphs) const;

  std::u32string alphabet_;
  std::shared_ptr<const CharacterModel> language_;
  std::shared_ptr<const ConfidenceModel> confidences_;
  TypeTemplates templates_;
  int pages_ = 0;
  bool loaded_ = false;
};

}  // namespace folio
