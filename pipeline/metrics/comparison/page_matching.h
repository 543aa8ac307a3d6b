#pragma once

#include <string>
#include <vector>

#include "metrics/evaluation.h"

namespace folio {

/// How pages of a truth and a hypothesis find each other.
enum class MatchBy : unsigned char {
  stem,              ///< by name only
  content,           ///< by what is written on them only
  stem_then_content  ///< by name, and those left over by content
};

struct PageMatches {
  std::vector<int> of_truth;       ///< index of the hypothesis, one a truth; -1 = none
  std::vector<int> of_hypothesis;  ///< the other way round
  std::vector<size_t> by_content;  ///< truths whose partner was found by content
};

/// By content: of two pages the shared runs of five letters, over the mean number of them (Dice), are 0.3 or
/// more (and 12 at least), and for neither of the two is any other page nearer than two thirds of that.
/// Letters in lower case, without white space, digits and punctuation; runs that are on more than 64 pages of
/// the truth say nothing and are left out. Pages without words match none.
PageMatches match_pages(const std::vector<PageMaterial>& truths, const std::vector<PageMaterial>& hypotheses,
                        MatchBy how);

struct Pairing {
  struct Pair {
    PageMaterial truth, hypothesis;
  };
  std::vector<Pair> pairs;
  std::vector<std::string> without_truth, without_hypothesis;  ///< stems
};

/// Puts truths and hypotheses of one stem together. A single truth and a single hypothesis go together
/// whatever their names; the text of a folio (is_of_folio) goes with all hypotheses one after the other.
Pairing pair_up(std::vector<PageMaterial> truths, std::vector<PageMaterial> hypotheses);

/// Whether the truth is the text of a whole folio: it is one, nothing but text, with or without marks, and no
/// hypothesis has its name.
bool is_of_folio(const std::vector<PageMaterial>& truths, const std::vector<PageMaterial>& hypotheses);

/// All pages one after the other as one: their typed readings, and their words without boxes where all pages
/// have words or labels only.
PageMaterial joined(const std::vector<PageMaterial>& pages, const std::string& stem);

}  // namespace folio
