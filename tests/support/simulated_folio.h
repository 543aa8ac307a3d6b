#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "page/page_text.h"
#include "page/reconciled_page.h"

namespace folio {

/// What to simulate. Everything follows from the numbers here, on any machine.
struct SimulationOptions {
  uint64_t seed = 1;
  int words = 1000;
  int letters_a_line = 60;
  int lines_a_page = 28;
  double character_errors = 0;  ///< share of letters that the recognizer gets wrong, of all kinds
  double joined_words = 0;      ///< share of spaces that it loses
  double split_words = 0;       ///< share of words that it cuts in two
  double lost_words = 0;        ///< share of words that it does not see
  int struck_every = 0;         ///< one struck word every so many; 0 = none
  int inserted_every = 0;       ///< one or two words written in above the line, every so many
  bool hand_is_read = false;
  int transcription_width = 0;     ///< letters a line, hyphenated; 0 = a line a paragraph
  double untranscribed_words = 0;  ///< share of words that the transcription leaves out
  bool swap_paragraphs = false;    ///< the transcription has two paragraphs in each other's place
  bool lose_a_page = false;        ///< one from the middle, of three pages and more
  bool shuffle_pages = false;
};

/// Pages as recognized, the transcription's text, and where each of its tokens truly lies. A letter that is
/// read wrongly is less sure than others, and in seven of ten cases the right one is among its alternatives.
struct SimulatedFolio {
  struct TruePlace {
    std::string text;
    bool hand = false, struck = false;
    int page_idx = 0;  ///< of `pages`; -1 = on the page that was lost
    Box box;           ///< of the first part, for a word broken over two lines
    Box rest;          ///< of the second, on `rest_page_idx`; else empty
    int rest_page_idx = 0;
  };
  std::vector<PageText> pages;
  std::string transcription;
  std::vector<TruePlace> places;         ///< in the order of the transcription's tokens
  std::vector<TruePlace> untranscribed;  ///< words of the pages that the transcription leaves out
};

SimulatedFolio simulate(const SimulationOptions& options);

/// Counts of tokens that simulate() made, by what became of them.
struct Score {
  int right = 0;           ///< the word covers the middle of its true box, in its layer
  int wrong = 0;           ///< placed elsewhere, or placed though its page is lost
  int absent = 0;          ///< said not to be there, though it is
  int rightly_absent = 0;  ///< said not to be there, and its page is lost
  Score& operator+=(const Score& other);
  int present() const { return right + wrong + absent; }
  /// Of the tokens that lie on the pages, those that are placed right; 0 of none.
  double share() const { return present() == 0 ? 0 : static_cast<double>(right) / present(); }
  /// Of those that are said not to be there, those that are not; 1 of none.
  double absence_precision() const;
};

Score score(const SimulatedFolio& truth, const ReconciledFolio& result,
            bool (*wanted)(const SimulatedFolio::TruePlace&));

/// Of the words of the pages that are said to be in no transcription, those that simulate() left out there.
struct UntranscribedScore {
  int said = 0, rightly_said = 0, all = 0;
};
UntranscribedScore score_untranscribed(const SimulatedFolio& truth, const ReconciledFolio& result);

/// A typed line of words at a typewriter's places; `y` is the top. Ids are taken from `next_id`.
TextLine typed_line(const std::vector<std::string>& words, int x, int y, int& next_id);

}  // namespace folio
