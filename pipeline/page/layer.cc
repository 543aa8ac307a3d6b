#include "page/layer.h"

#include <utility>

#include "page/name_table.h"

namespace folio {
namespace {

constexpr std::array kLayerNames{std::pair{Layer::none, "none"},   std::pair{Layer::typed, "typed"},
                                 std::pair{Layer::hand, "hand"},   std::pair{Layer::strike, "strike"},
                                 std::pair{Layer::stamp, "stamp"}, std::pair{Layer::print, "print"}};
constexpr std::array kRoleNames{std::pair{Role::body, "body"},
                                std::pair{Role::heading, "heading"},
                                std::pair{Role::insertion, "insertion"},
                                std::pair{Role::fill_in, "fill-in"},
                                std::pair{Role::correction, "correction"},
                                std::pair{Role::marginalia, "marginalia"},
                                std::pair{Role::resolution, "resolution"},
                                std::pair{Role::signature, "signature"},
                                std::pair{Role::leaf_number, "leaf-number"},
                                std::pair{Role::page_number, "page-number"},
                                std::pair{Role::stamp, "stamp"},
                                std::pair{Role::picture, "picture"}};
constexpr std::array kStrikeNames{std::pair{StrikeKind::none, "none"},
                                  std::pair{StrikeKind::line, "line"},
                                  std::pair{StrikeKind::double_line, "double-line"},
                                  std::pair{StrikeKind::zigzag, "zigzag"},
                                  std::pair{StrikeKind::cross, "cross"},
                                  std::pair{StrikeKind::slant, "slant"},
                                  std::pair{StrikeKind::typed_over, "typed-over"}};

}  // namespace

std::string_view name_of(Layer layer) { return find_name(kLayerNames, layer); }
std::string_view name_of(Role role) { return find_name(kRoleNames, role); }
std::string_view name_of(StrikeKind kind) { return find_name(kStrikeNames, kind); }

std::optional<Layer> layer_from_name(std::string_view name) {
  const auto value = find_value(kLayerNames, name);
  return value ? std::optional<Layer>(*value) : std::nullopt;
}
std::optional<Role> role_from_name(std::string_view name) {
  const auto value = find_value(kRoleNames, name);
  return value ? std::optional<Role>(*value) : std::nullopt;
}
std::optional<StrikeKind> strike_kind_from_name(std::string_view name) {
  const auto value = find_value(kStrikeNames, name);
  return value ? std::optional<StrikeKind>(*value) : std::nullopt;
}

LayerMasks::LayerMasks(const cv::Size& size) { masks_.fill(cv::Mat::zeros(size, CV_8UC1)); }

cv::Mat& LayerMasks::own(size_t index) {
  // Not Mat::zeros(): assigning that expression would clear the mask that all share, in place.
  if (!is_own_[index]) masks_[index] = cv::Mat(size(), CV_8UC1, cv::Scalar(0));
  is_own_[index] = true;
  return masks_[index];
}

size_t LayerMasks::index(Layer layer) {
  assert(layer != Layer::none);
  return static_cast<size_t>(layer) - 1;
}

cv::Mat LayerMasks::labels() const {
  cv::Mat out = cv::Mat::zeros(size(), CV_8UC1);
  for (const Layer layer : {Layer::typed, Layer::print, Layer::hand, Layer::stamp, Layer::strike}) {
    out.setTo(static_cast<int>(layer), (*this)[layer]);
  }
  return out;
}

}  // namespace folio
