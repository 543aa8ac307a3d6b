#include "metrics/report/plots/svg_plot.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>

#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

constexpr size_t kSeries = 6;  // of the style sheet

std::string number(double value) { return short_number(value, 1); }

std::string step_label(double value, bool percent) {
  return percent ? short_number(100 * value, 2) + " %" : short_number(value, 0);
}

std::string text_at(double x, double y, std::string_view css_class, std::string_view text) {
  return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>", css_class, number(x), number(y),
                     escape_markup(text));
}

std::string shape(double x, double y, size_t series, double r) {
  switch (series % kSeries) {
    case 0:
      return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", number(x), number(y), number(r));
    case 1:
      return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", number(x - r), number(y - r),
                         number(2 * r), number(2 * r));
    case 2:
      return fmt::format("<path d=\"M{} {}L{} {}L{} {}Z\"/>", number(x), number(y - 1.2 * r),
                         number(x + 1.2 * r), number(y + r), number(x - 1.2 * r), number(y + r));
    case 3:
      return fmt::format("<path d=\"M{} {}L{} {}L{} {}L{} {}Z\"/>", number(x), number(y - 1.4 * r),
                         number(x + 1.4 * r), number(y), number(x), number(y + 1.4 * r), number(x - 1.4 * r),
                         number(y));
    case 4:
      return fmt::format("<path class=\"open\" d=\"M{} {}L{} {}M{} {}L{} {}\"/>", number(x - r),
                         number(y - r), number(x + r), number(y + r), number(x - r), number(y + r),
                         number(x + r), number(y - r));
    default:
      return fmt::format("<circle class=\"open\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", number(x), number(y),
                         number(r));
  }
}

}  // namespace

AxisSteps round_steps(double most) {
  if (!(most > 0) || !std::isfinite(most)) return {};
  const double rough = most / 4;
  const double ten = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * ten;
  for (const double times : {1.0, 2.0, 2.5, 5.0}) {
    if (times * ten >= rough * (1 - 1e-9)) {
      step = times * ten;
      break;
    }
  }
  return {.end = step * std::ceil(most / step * (1 - 1e-9)), .step = step};
}

std::string series_class(size_t series) { return fmt::format("series-{}", series % kSeries); }

std::string series_mark(double x, double y, size_t series, double radius, std::string_view tooltip) {
  const std::string title =
      tooltip.empty() ? std::string() : fmt::format("<title>{}</title>", escape_markup(tooltip));
  return fmt::format("<g class=\"mark {}\">{}{}</g>", series_class(series), title,
                     shape(x, y, series, radius));
}

std::string series_legend(const std::vector<std::string>& systems) {
  if (systems.size() < 2) return {};
  std::string items;
  for (size_t s = 0; s < systems.size(); ++s) {
    items += fmt::format("<li>{} {}</li>", series_key(s), escape_markup(systems[s]));
  }
  return "<ul class=\"legend\">" + items + "</ul>\n";
}

std::string series_key(size_t series) {
  return fmt::format(
      "<svg class=\"key\" viewBox=\"0 0 12 12\" width=\"12\" height=\"12\" aria-hidden=\"true\">{}</svg>",
      series_mark(6, 6, series, 4, {}));
}

SvgPlot::SvgPlot(std::string name, int width, int height, Axis x, Axis y)
    : name_(std::move(name)), width_(width), height_(height), x_(std::move(x)), y_(std::move(y)) {}

double SvgPlot::x(double value) const {
  return kLeft + (value - x_.begin) / (x_.end - x_.begin) * (width_ - kLeft - kRight);
}

double SvgPlot::y(double value) const {
  return height_ - kBottom - (value - y_.begin) / (y_.end - y_.begin) * (height_ - kTop - kBottom);
}

void SvgPlot::add_axes() {
  const auto steps = [](const Axis& axis) {
    return axis.step > 0 ? std::lround((axis.end - axis.begin) / axis.step) : -1;
  };
  for (long k = 0; k <= steps(y_); ++k) {
    const double value = y_.begin + static_cast<double>(k) * y_.step;
    add_line(x_.begin, value, x_.end, value, k == 0 ? "axis" : "grid");
    body_ += text_at(kLeft - 6, y(value) + 4, "step-y", step_label(value, y_.percent));
  }
  for (long k = 0; k <= steps(x_); ++k) {
    const double value = x_.begin + static_cast<double>(k) * x_.step;
    add_line(value, y_.begin, value, y_.end, k == 0 ? "axis" : "grid");
    add_step_label(value, step_label(value, x_.percent));
  }
  body_ += text_at((kLeft + width_ - kRight) / 2, height_ - 8, "label-x", x_.label);
  body_ += fmt::format("<text class=\"label-y\" transform=\"translate(12 {}) rotate(-90)\">{}</text>",
                       number((kTop + height_ - kBottom) / 2), escape_markup(y_.label));
}

void SvgPlot::add_step_label(double value, std::string_view label) {
  body_ += text_at(x(value), height_ - kBottom + 16, "step-x", label);
}

void SvgPlot::add_line(double x0, double y0, double x1, double y1, std::string_view css_class) {
  body_ += fmt::format("<path class=\"{}\" d=\"M{} {}L{} {}\"/>", css_class, number(x(x0)), number(y(y0)),
                       number(x(x1)), number(y(y1)));
}

void SvgPlot::add_curve(const std::vector<std::pair<double, double>>& points, size_t series) {
  std::string path;
  for (const auto& [px, py] : points)
    path += fmt::format("{}{} {}", path.empty() ? 'M' : 'L', number(x(px)), number(y(py)));
  if (!path.empty()) body_ += fmt::format("<path class=\"curve {}\" d=\"{}\"/>", series_class(series), path);
}

void SvgPlot::add_mark(double px, double py, size_t series, double radius, std::string_view tooltip) {
  body_ += series_mark(x(px), y(py), series, radius, tooltip);
}

std::string SvgPlot::svg() const {
  return fmt::format(
      "<svg class=\"plot\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">{}"
      "</svg>\n",
      width_, height_, width_, height_, escape_markup(name_), body_);
}

}  // namespace folio
