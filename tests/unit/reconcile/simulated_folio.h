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
  int transcription_width = 0;  ///< letters a line, hyphenated; 0 = a line a paragraph
};

/// Pages as recognized, the transcription's text, and where each of its tokens truly lies.
struct SimulatedFolio {
  struct TruePlace {
    std::string text;
    bool hand = false, struck = false;
    int page_idx = 0;
    Box box;  ///< of the first part, for a word broken over two lines
  };
  std::vector<PageText> pages;
  std::string transcription;
  std::vector<TruePlace> places;  ///< in the order of the transcription's tokens
};

SimulatedFolio simulate(const SimulationOptions& options);

/// Counts of tokens that simulate() made, by what became of them.
struct Score {
  int right = 0;   ///< the word has its text and covers the middle of its true box
  int wrong = 0;   ///< placed elsewhere
  int absent = 0;  ///< not found
  int total() const { return right + wrong + absent; }
  double share() const { return total() == 0 ? 0 : static_cast<double>(right) / total(); }
};

/// `page_from_true[i]` is the index among the reconciled pages of the simulated page i; -1 = it is not there.
Score score(const SimulatedFolio& truth, const ReconciledFolio& result,
            const std::vector<int>& page_from_true, bool (*wanted)(const SimulatedFolio::TruePlace&));

/// A typed line of words at a typewriter's places; `y` is the top. Ids are taken from `next_id`.
TextLine typed_line(const std::vector<std::string>& words, int x, int y, int& next_id);

}  // namespace folio
