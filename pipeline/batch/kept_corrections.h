#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "batch/output_folder.h"
#include "batch/page_record.h"
#include "export/exporter.h"
#include "page/correction.h"

namespace folio {

/// Words that people corrected, of the pages of one run.
struct CorrectionCounts {
  size_t kept = 0;
  size_t unplaced = 0;  ///< listed in OUT/corrections.tsv
};

/// Keeps what people correct in OUT/STEM.hocr over later runs into the same folder. What folio wrote lies in
/// stages/STEM/written.hocr: where STEM.hocr is another file now, the words that differ are a person's. They
/// are kept in stages/STEM/corrections.json and put to each later text of the page.
///
/// What cannot be kept so is never written over: where the file is broken, or differs otherwise than in its
/// words, or folio did not write it, a copy is left as STEM.hocr.bak (.bak2, …) and an error is logged.
/// Any number of threads may use it at once, each for pages of its own.
class KeptCorrections {
 public:
  enum class Use : unsigned char {
    before_writing,  ///< hOCR is written next: new corrections are saved, copies are kept
    to_look,         ///< nothing is written at all
  };
  explicit KeptCorrections(OutputFolder folder, Use use = Use::before_writing)
      : folder_(std::move(folder)), use_(use) {}

  /// The page with what people corrected on it. Looks for new corrections in its hOCR first. Throws
  /// Error{input} when the corrections that are kept are damaged, Error{file_access}.
  ReconciledPage with_corrections(ReconciledPage page);

  /// A person, or another program, has changed the page's hOCR since folio wrote it.
  bool is_edited(const std::string& stem) const;

  /// Writes a product of a page, and of hOCR a copy to tell later what a person changed.
  void write(const Exporter& exporter, const ExportInput& input) const;

  /// What there is to tell of a page so far, and the same told by another process.
  PageCorrectionNotes notes(const std::string& stem) const;
  void take_notes(const std::string& stem, const PageCorrectionNotes& notes);

  /// Of all pages so far; writes OUT/corrections.tsv, or removes it where every correction has a place.
  /// Columns: page, box, layer, text, was, ocr, why.
  CorrectionCounts finish() const;

 private:
  struct PageReport {
    size_t kept = 0;
    std::vector<UnplacedCorrection> unplaced;
    std::vector<std::string> problems;  ///< of its hOCR
  };
  void gather(const PageText& page, PageCorrections& corrections, PageReport& report) const;
  void keep_copy(const std::string& stem, const std::string& bytes, const std::string& problem,
                 PageReport& report) const;
  std::filesystem::path written_file(const std::string& stem) const {
    return folder_.store(stem).folder() / "written.hocr";
  }

  /// What is about to be the product; then it becomes written_file().
  std::filesystem::path next_file(const std::string& stem) const {
    return folder_.store(stem).folder() / "next.hocr";
  }
  void take_next(const std::string& stem) const;

  OutputFolder folder_;
  Use use_;
  mutable std::mutex mutex_;
  std::map<std::string, PageReport> reports_;  ///< by stem
};

}  // namespace folio
