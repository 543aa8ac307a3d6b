#include "unit/batch/drawn_files.h"

#include <algorithm>

#include "core/files.h"
#include "support/staged_pages.h"

namespace folio::testing {

void write_drawn_tiff(const std::filesystem::path& file, int pages, int first) {
  std::vector<test::TiffPage> tiff;
  for (int i = first; i < first + pages; ++i) {
    const std::vector<std::string> prose = prose_lines(8);
    LeafDescription leaf = short_leaf({prose[i % 8], prose[(i + 3) % 8], prose[(i + 5) % 8]});
    leaf.scan.dpi = 150;
    leaf.scan.skew_degrees = 0.4 * (i % 3 - 1);
    const cv::Mat pixels = draw_leaf(leaf, debian_faces()).pixels;
    test::TiffPage page;
    page.width = pixels.cols;
    page.height = pixels.rows;
    page.samples = 3;
    page.photometric = 2;
    page.rows_per_strip = 64;
    page.x_resolution = page.y_resolution = 150;
    page.value = [pixels](int x, int y, int s) { return unsigned{pixels.at<cv::Vec3b>(y, x)[2 - s]}; };
    tiff.push_back(std::move(page));
  }
  test::write_tiff(file, tiff);
}

namespace {

/// What tells of a run rather than of its pages: times, who works here.
bool is_account(const std::string& name) {
  return name == "done.json" || name == "outcome.json" || name == "lock" || name.starts_with("journal.");
}

}  // namespace

std::vector<std::pair<std::string, std::string>> contents_of(const std::filesystem::path& folder) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || is_account(entry.path().filename().string())) continue;
    std::string bytes = read_file(entry.path());
    for (size_t at = bytes.find(folder.string()); at != std::string::npos;
         at = bytes.find(folder.string(), at)) {
      bytes.replace(at, folder.string().size(), "FOLDER");
    }
    files.emplace_back(std::filesystem::relative(entry.path(), folder).string(), std::move(bytes));
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace folio::testing
