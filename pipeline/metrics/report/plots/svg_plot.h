#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// Ends and steps of an axis: round numbers that hold [0, `most`]; 0 to 1 when `most` is not above 0.
struct AxisSteps {
  double end = 1, step = 0.2;
};
AxisSteps round_steps(double most);

/// A plot as an inline SVG element, in one size for all plots of a page. It has no colors of its own: the
/// style sheet gives them by class: `axis`, `grid`, and `series-0` … `series-5` over again for the systems,
/// which differ in dashes and marks too. Numbers are written the same way in every locale.
class SvgPlot {
 public:
  struct Axis {
    std::string label;
    double begin = 0, end = 1, step = 0.2;
    bool percent = true;  ///< steps are labeled in percent, else as numbers
  };

  /// `name` is what a screen reader says instead; `width` and `height` in pixels.
  SvgPlot(std::string name, int width, int height, Axis x, Axis y);

  double x(double value) const;  ///< place of a value of the x axis
  double y(double value) const;

  /// Lines of the grid and the labels of the y axis; of the x axis too when it has a step above 0.
  void add_axes();
  /// A label of the x axis at a value.
  void add_step_label(double value, std::string_view label);
  /// A straight line between two values, of this class.
  void add_line(double x0, double y0, double x1, double y1, std::string_view css_class);
  /// A line through the points, for system `series`.
  void add_curve(const std::vector<std::pair<double, double>>& points, size_t series);
  /// The mark of system `series` (circle, square, triangle, rhombus, cross, ring), with a tooltip.
  void add_mark(double x, double y, size_t series, double radius, std::string_view tooltip);
  /// Any elements, in the plot's pixels.
  void add(std::string_view elements) { body_ += elements; }

  std::string svg() const;

  static constexpr double kLeft = 56, kRight = 24, kTop = 10, kBottom = 44;  ///< margins

 private:
  std::string name_;
  int width_, height_;
  Axis x_, y_;
  std::string body_;
};

/// The mark alone, centered at a point in pixels: for plots and legends.
std::string series_mark(double x, double y, size_t series, double radius, std::string_view tooltip);

/// The mark as a small element of its own, to stand beside a system's name.
std::string series_key(size_t series);

/// Which mark stands for which system, as a list; empty for fewer than two.
std::string series_legend(const std::vector<std::string>& systems);

/// Class of a system: "series-2".
std::string series_class(size_t series);

}  // namespace folio
