#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ingest/page_source.h"

namespace folio {

/// Scans in a folder, found by the names of their pages. A file of several pages stays open until another one
/// is asked for.
class ScanFolder {
 public:
  /// Throws Error{input} when there is no such folder.
  explicit ScanFolder(const std::filesystem::path& folder);

  /// Pixels of the page whose products are called so: of the file of this stem, or for "STEM-p003" the third
  /// page of STEM. Nothing when there is none. Throws Error that names the file when it cannot be read.
  std::optional<cv::Mat> pixels(const std::string& page);

 private:
  struct Scan {
    std::filesystem::path file;
    std::string stem;
  };
  const Scan* find(const std::string& stem) const;
  std::optional<cv::Mat> read(const Scan& scan, const std::string& page);

  std::vector<Scan> scans_;
  std::unique_ptr<PageSource> open_;
};

}  // namespace folio
