#include "draw_random_leaf.h"

#include <algorithm>
#include <array>
#include <opencv2/imgcodecs.hpp>

#include "core/error.h"
#include "separate/separate.h"

namespace folio {
namespace {

constexpr std::array<std::string_view, 3> kScans{"color", "gray", "bilevel"};  // as ScanKind

struct KeptLayers : DebugImages {
  bool wanted() const override { return true; }
  void add(std::string_view, std::string_view, const cv::Mat& picture) override { layers = picture; }
  cv::Mat layers;
};

}  // namespace

int draw_random_leaf(std::uint64_t seed, testing::LeafKind kind, const std::string& file,
                     std::string_view scan) {
  const auto found = std::ranges::find(kScans, scan);
  if (found == kScans.end())
    throw Error(ErrorCode::arguments, "there are no " + std::string(scan) + " scans");
  const testing::RandomLeaf leaf = testing::random_leaf(seed, kind);
  const auto page = testing::scan_of(draw_leaf(leaf.leaf, testing::debian_faces()),
                                     static_cast<testing::ScanKind>(found - kScans.begin()));
  KeptLayers kept;
  separate(testing::segmented_of(page), testing::with_net(), kept);
  if (!cv::imwrite(file, page->pixels) || !cv::imwrite(file + ".layers.png", kept.layers))
    throw Error(ErrorCode::file_access, "cannot write " + file);
  return 0;
}

}  // namespace folio
