#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "store/page_store.h"

namespace folio {

/// Words of a transcription, and of the pages that it was put to.
struct LedgerCounts {
  size_t placed = 0;     ///< on a page
  size_t not_found = 0;  ///< of the transcription, on no page
  size_t extra = 0;      ///< on the pages, not in the transcription
};

/// What became of a folio as a whole.
struct FolioOutcome {
  std::string folio_key;        ///< of the pages, and of what was done to all of them (key_of_folio)
  bool mismatch = false;        ///< the transcription is of another text
  std::optional<double> match;  ///< ReconciledFolio::match
  LedgerCounts ledger;
};

/// What a run leaves besides its products, so that a later command can go on from it: OUT/stages/folio.json
/// with the pages in order, the languages and what is known of the folio, and OUT/stages/STEM/ for each page.
class OutputFolder {
 public:
  enum class Use : unsigned char {
    to_write,
    to_look,  ///< nothing is written into it, and it may be one that cannot be written to
  };
  /// Makes the folder, unless it is only looked at. Throws Error{file_access} when it cannot be written, or a
  /// folder in it is a link that leads out of it.
  explicit OutputFolder(std::filesystem::path folder, Use use = Use::to_write);

  const std::filesystem::path& path() const { return folder_; }
  /// OUT/STEM + extension.
  std::filesystem::path product(const std::string& stem, std::string_view extension) const;
  /// Neither may be a link that leads out of the folder: throws Error{file_access}.
  PageStore store(const std::string& stem) const;
  std::filesystem::path debug_folder(const std::string& stem) const;

  struct Contents {
    std::vector<std::string> stems;  ///< pages in order
    std::string languages;           ///< as given to -l
    FolioFacts facts = {};           ///< empty where no command was told any
  };
  void save_contents(const Contents& contents) const;
  /// What became of all pages together, once everything of them is written: OUT/stages/outcome.json.
  void save_outcome(const FolioOutcome& outcome) const;
  /// Nothing where it is missing or damaged.
  std::optional<FolioOutcome> load_outcome() const;
  void remove_outcome() const;
  /// Throws Error{input} when no run left anything here.
  Contents load_contents() const;

 private:
  std::filesystem::path contents_file() const { return folder_ / "stages" / "folio.json"; }
  std::filesystem::path outcome_file() const { return folder_ / "stages" / "outcome.json"; }
  std::filesystem::path folder_;
};

}  // namespace folio
