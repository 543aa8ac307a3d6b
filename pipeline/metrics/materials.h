#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "metrics/evaluation.h"

namespace folio {

/// Reads a truth, one PageMaterial a page, in the order of their names:
/// - STEM.txt: a transcription with marks (docs/notation.md); may be that of a whole folio
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

/// Whether a folder of truths gives this file, by its name alone.
bool is_truth_name(const std::filesystem::path& file);

enum class MaterialPart : unsigned char { words, text, labels };

/// What a hypothesis's file holds, by its name alone.
struct MaterialName {
  std::string stem;
  MaterialPart part = MaterialPart::words;
};

/// Nothing for a name that is none of a hypothesis.
std::optional<MaterialName> hypothesis_name(const std::filesystem::path& file);

}  // namespace folio
