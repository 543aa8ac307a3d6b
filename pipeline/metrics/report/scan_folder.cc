#include "metrics/report/scan_folder.h"

#include <algorithm>
#include <sstream>

#include "core/error.h"
#include "ingest/inputs.h"

namespace folio {

ScanFolder::ScanFolder(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder))
    throw Error(ErrorCode::input, "is no folder", "name a folder that holds the scans").at_file(folder);
  std::istringstream nothing;
  // As an absolute path, a folder named "@x" or "-" is no list.
  for (Input& input : expand_inputs({std::filesystem::absolute(folder).string()}, nothing)) {
    if (!input.problem) scans_.push_back({std::move(input.file), std::move(input.stem)});
  }
}

const ScanFolder::Scan* ScanFolder::find(const std::string& stem) const {
  const auto found = std::ranges::find(scans_, stem, &Scan::stem);
  return found == scans_.end() ? nullptr : &*found;
}

std::optional<cv::Mat> ScanFolder::read(const Scan& scan, const std::string& page) {
  if (!open_ || open_->file() != scan.file) open_ = std::make_unique<PageSource>(scan.file, scan.stem);
  for (int k = 0; k < open_->page_count(); ++k) {
    if (open_->origin(k).stem == page) return open_->read(k).pixels;
  }
  return std::nullopt;
}

std::optional<cv::Mat> ScanFolder::pixels(const std::string& page) {
  if (const Scan* scan = find(page)) {
    if (std::optional<cv::Mat> found = read(*scan, page)) return found;
  }
  const size_t number = page.rfind("-p");
  if (number == std::string::npos) return std::nullopt;
  const Scan* scan = find(page.substr(0, number));
  return scan ? read(*scan, page) : std::nullopt;
}

}  // namespace folio
