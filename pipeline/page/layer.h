#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace folio {

/// Layers of ink on a leaf. The numbers are the pixel values of STEM.layers.png.
enum class Layer : unsigned char { none = 0, typed = 1, hand = 2, strike = 3, stamp = 4, print = 5 };

inline constexpr std::array<Layer, 5> kInkLayers{Layer::typed, Layer::hand, Layer::strike, Layer::stamp,
                                                 Layer::print};

/// What a line or region is for, whatever its layer.
enum class Role : unsigned char {
  body,  ///< running text
  heading,
  insertion,   ///< written in between typed lines, for a place in one of them
  fill_in,     ///< written into a gap of a typed line: part of that line's text
  correction,  ///< written over a typed letter or word
  marginalia,  ///< a note beside the text
  resolution,  ///< an instruction of several words above the text or beside its first lines
  signature,
  leaf_number,  ///< the archive's number of the leaf
  page_number,  ///< the typist's number of the page
  stamp,
  picture,  ///< a photo or the like: no writing
};

/// How a word was struck out.
enum class StrikeKind : unsigned char {
  none,
  line,         ///< by one level stroke of the pen
  double_line,  ///< by two
  zigzag,       ///< by a stroke that goes up and down
  cross,        ///< by strokes that cross each other
  slant,        ///< by a stroke or strokes that rise through the letters
  typed_over,   ///< by the machine: х, /, - and so on, or another word, over the letters
};

/// That the role gives its line a place in a typed line's text: insertion, fill-in, correction.
constexpr bool is_placed_in_text(Role role) {
  return role == Role::insertion || role == Role::fill_in || role == Role::correction;
}

/// Names as they stand in files: "typed", "leaf-number", "double-line", "typed-over". The *_from_name
/// functions return nothing for a name that is none of ours.
std::string_view name_of(Layer layer);
std::string_view name_of(Role role);
std::string_view name_of(StrikeKind kind);
std::optional<Layer> layer_from_name(std::string_view name);
std::optional<Role> role_from_name(std::string_view name);
std::optional<StrikeKind> strike_kind_from_name(std::string_view name);

/// One mask a layer over the same page: 8-bit, 255 = ink of that layer. A pixel may lie in several: a strike
/// over a letter belongs to both. Until somebody asks to change them, layers share one empty mask: pages are
/// large.
class LayerMasks {
 public:
  LayerMasks() = default;
  explicit LayerMasks(const cv::Size& size);

  cv::Mat& operator[](Layer layer) { return own(index(layer)); }
  const cv::Mat& operator[](Layer layer) const { return masks_[index(layer)]; }
  cv::Size size() const { return masks_[0].size(); }

  /// One label a pixel (values of Layer). Where layers lie over each other the topmost wins: strike, stamp,
  /// hand, print, typed.
  cv::Mat labels() const;

 private:
  static size_t index(Layer layer);
  cv::Mat& own(size_t index);
  std::array<cv::Mat, 5> masks_;
  std::array<bool, 5> is_own_{};
};

}  // namespace folio
