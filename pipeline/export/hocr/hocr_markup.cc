#include "export/hocr/hocr_markup.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace folio {
namespace {

std::string_view trim_ascii(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

Properties parse_title(std::string_view title) {
  Properties out;
  while (!title.empty()) {
    char quote = 0;
    size_t end = 0;
    for (; end < title.size(); ++end) {
      if (quote != 0) {
        if (title[end] == quote) quote = 0;
      } else if (title[end] == '"' || title[end] == '\'') {
        quote = title[end];
      } else if (title[end] == ';') {
        break;
      }
    }
    const std::string_view property = trim_ascii(title.substr(0, end));
    const size_t name_end = std::min(property.find_first_of(" \t\r\n"), property.size());
    std::string_view value = trim_ascii(property.substr(name_end));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    if (name_end > 0) out.emplace(property.substr(0, name_end), value);
    title.remove_prefix(std::min(end + 1, title.size()));
  }
  return out;
}

std::optional<double> parse_number(std::string_view text) {
  text = trim_ascii(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<Box> box_from_sides(double x0, double y0, double x1, double y1) {
  constexpr double kLargest = 1e7;  // pixels; no scan is wider
  std::array<int, 4> sides{};
  const std::array<double, 4> given{x0, y0, x1, y1};
  for (size_t i = 0; i < sides.size(); ++i) {
    if (!(std::abs(given[i]) <= kLargest)) return std::nullopt;
    sides[i] = static_cast<int>(std::lround(given[i]));
  }
  return Box{sides[0], sides[1], sides[2], sides[3]};
}

std::optional<Box> parse_bbox(std::string_view value) {
  std::array<double, 4> sides{};
  for (double& side : sides) {
    value = trim_ascii(value);
    const size_t end = std::min(value.find_first_of(" \t\r\n"), value.size());
    const std::optional<double> number = parse_number(value.substr(0, end));
    if (!number) return std::nullopt;
    side = *number;
    value.remove_prefix(end);
  }
  return box_from_sides(sides[0], sides[1], sides[2], sides[3]);
}

std::string escape_markup(std::string_view text, char quote) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
      case '\'':
        out += c != quote ? std::string(1, c) : c == '"' ? "&quot;" : "&#39;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markup_attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, escape_markup(value));
}

std::string short_number(double value, int decimals) {
  std::string out = fmt::format("{:.{}f}", value, decimals);
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

}  // namespace folio
