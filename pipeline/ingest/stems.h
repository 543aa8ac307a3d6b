#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace folio {

/// The name of a file without folder and extension, made safe as the beginning of file names on any system:
/// well-formed NFC, at most 160 bytes, without control characters, separators, and characters that shells and
/// other systems take amiss (each becomes "_"); neither hidden, nor like an option, nor empty.
std::string safe_stem(const std::filesystem::path& file);

/// Name of the products of one page: `stem` itself for the page of a one-page file, else "STEM-p001" and so
/// on; from page 1000 on with four digits.
std::string page_stem(const std::string& stem, int page_idx, int page_count);

/// Gives each input a stem such that no products can meet, whatever the inputs' page counts: a stem is not
/// given twice, nor one that differs only in case or composition, nor both "a" and "a-p001". The first of a
/// kind keeps its name, later ones become NAME-2, NAME-3, …: the same inputs in the same order get the same
/// stems.
class StemGiver {
 public:
  /// Names of files that a run keeps beside its pages' folders (OUT/stages) are never given.
  StemGiver();
  std::string give(const std::filesystem::path& file);

 private:
  bool is_free(const std::string& stem) const;
  std::set<std::string> taken_;             // folded
  std::map<std::string, int> last_number_;  // folded name -> n of its last NAME-n
  std::set<std::string> of_pages_;          // folded: "a" for each given "a-p001"
};

/// The stems of `files`, in their order.
std::vector<std::string> stems_of(const std::vector<std::filesystem::path>& files);

}  // namespace folio
