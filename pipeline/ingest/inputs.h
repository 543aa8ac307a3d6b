#pragma once

#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace folio {

/// One thing to be read, or why it cannot be.
struct Input {
  std::filesystem::path file;
  std::string stem;              ///< names its products; no two inputs' products meet (see stems.h)
  std::optional<Error> problem;  ///< of a folder or list that gives nothing to read
};

/// The files that the INPUT arguments of a command line stand for, in their order:
///   FILE     itself, also when it does not exist: opening it then fails with an Error that says so
///   FOLDER   its images in natural order (leaf 2 before leaf 10); not those of folders within. An image is
///   what
///            has an image's ending (.tif .tiff .png .jpg .jpeg .jpe .jp2 .j2k .jpf .jpx .j2c) or first
///            bytes. Hidden files and our own products *.layers.png are left out.
///   @LIST    the files and folders that a text file names, one a line; names are relative to the working
///   folder
///   -        the same, from `standard_input`
/// Within a list, lines are taken as they are, so "./@a" and "./-" name such files. A file named twice by the
/// same path is read once. Never throws for a bad input: it becomes an item with a problem.
std::vector<Input> expand_inputs(const std::vector<std::string>& arguments, std::istream& standard_input);

/// True when `a` comes before `b`: runs of digits by value, letters without regard to case, by code point;
/// ties by bytes. Independent of locale.
bool natural_less(const std::string& a, const std::string& b);

}  // namespace folio
