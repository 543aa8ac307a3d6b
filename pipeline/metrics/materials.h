#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "metrics/evaluation.h"

namespace folio {

/// Reads a truth, one PageMaterial a page, in the order of their names:
/// - STEM.txt: a transcription with marks, of which the typed reading is taken; may be that of a whole folio
/// - STEM.typed.txt: a typed reading as it is
/// - STEM.truth.json: lines and words with boxes and layers (drawing/truth_json.h)
/// - STEM.hocr, STEM.xml …: hOCR, ALTO or PAGE of any program, told apart by content; TEI is a transcription
/// - STEM.layers.png, STEM.png: label picture, 255 = undecided
/// - a folder: all of these in it, those of one stem together
/// Throws Error{input} that names the file.
std::vector<PageMaterial> read_truth(const std::filesystem::path& path);

/// Reads what a program made out, in the order given; files of one stem go together, but two of one kind and
/// stem are an Error{arguments}. STEM.hocr (or .html, .xhtml) and STEM.xml (or .alto.xml, .page.xml): hOCR,
/// ALTO or PAGE of any program, told apart by content, of one page or several; STEM.typed.txt; STEM.txt,
/// which is taken as it is; STEM.layers.png; or a folder of them, as `folio digitize` leaves it: where that
/// has a page in several formats, one is read. Throws Error{input} that names the file.
std::vector<PageMaterial> read_hypotheses(const std::vector<std::filesystem::path>& paths);

struct Pairing {
  struct Pair {
    PageMaterial truth, hypothesis;
  };
  std::vector<Pair> pairs;
  std::vector<std::string> without_truth, without_hypothesis;  ///< stems
};

/// Puts truths and hypotheses of one stem together. A single truth and a single hypothesis go together
/// whatever their names; a single truth that is nothing but text goes with all hypotheses one after the
/// other, as the transcription of a folio does.
Pairing pair_up(std::vector<PageMaterial> truths, std::vector<PageMaterial> hypotheses);

}  // namespace folio
