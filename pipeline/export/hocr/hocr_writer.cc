#include "export/hocr/hocr_writer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <string_view>

#include "core/text.h"
#include "core/version.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_characters.h"
#include "export/hocr/hocr_markup.h"
#include "export/languages.h"

namespace folio {
namespace {

/// A word with its text as it will be written; empty = unread.
struct CleanWord {
  const Word* word = nullptr;
  std::string text;
};

class Writer {
 public:
  explicit Writer(const PageText& page) : page_(page) {
    size_ = {std::max(1, page.size.width), std::max(1, page.size.height)};
  }

  std::string write() {
    for (const TextLine& line : page_.lines) lines_.push_back(clean(line));
    write_head();
    write_page_start();
    for (size_t i = 0; i < lines_.size();) {
      if (is_read(lines_[i])) {
        i = write_area(i);
      } else {
        write_unread_line(page_.lines[i]);
        ++i;
      }
    }
    for (const TextRegion& region : page_.regions) write_region(region);
    out_ += "</div>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  using Line = std::vector<CleanWord>;

  static Line clean(const TextLine& line) {
    Line out;
    for (const Word& word : line.words) out.push_back({&word, clean_text(word.text)});
    return out;
  }
  static bool is_read(const Line& line) {
    return std::ranges::any_of(line, [](const CleanWord& w) { return !w.text.empty(); });
  }

  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  /// Within the page and not empty.
  Box clipped(const Box& box) const {
    Box b{std::clamp(box.x0, 0, size_.width - 1), std::clamp(box.y0, 0, size_.height - 1),
          std::clamp(box.x1, 1, size_.width), std::clamp(box.y1, 1, size_.height)};
    b.x1 = std::max(b.x1, b.x0 + 1);
    b.y1 = std::max(b.y1, b.y0 + 1);
    return b;
  }

  static std::string sides(const Box& b) { return fmt::format("bbox {} {} {} {}", b.x0, b.y0, b.x1, b.y1); }

  /// "bbox x0 y0 x1 y1"
  std::string bbox(const Box& box) const { return sides(clipped(box)); }

  /// A word in the very corner begins a pixel beside it, for BookReader drops words at 0 0.
  std::string bbox_of_word(const Box& box) const {
    Box b = clipped(box);
    if (b.x0 == 0 && b.y0 == 0 && b.x1 > 1) b.x0 = 1;
    return sides(b);
  }

  void write_head() {
    std::string text;
    for (const Line& line : lines_) {
      for (const CleanWord& word : line) text += word.text;
    }
    const std::string language =
        page_.languages.empty() ? "" : markup_attribute("lang", page_.languages.front());
    out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    add("<html xmlns=\"http://www.w3.org/1999/xhtml\"{}>\n<head>\n", language);
    add("<title>{}</title>\n", escape_markup(clean_text(page_.origin.stem)));
    out_ += "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>\n";
    meta("ocr-system", page_.made_with.system.empty() ? "folio " + std::string(version())
                                                      : clean_text(page_.made_with.system));
    meta("ocr-capabilities",
         "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_linedrawing ocr_photo cflow ocrp_lang");
    meta("ocr-number-of-pages", "1");
    if (!page_.languages.empty()) meta("ocr-langs", fmt::format("{}", fmt::join(page_.languages, " ")));
    const std::vector<std::string> scripts = scripts_of(text);
    if (!scripts.empty()) meta("ocr-scripts", fmt::format("{}", fmt::join(scripts, " ")));
    if (!page_.made_with.models.empty()) meta("folio-models", clean_text(page_.made_with.models));
    if (!page_.made_with.options.empty()) meta("folio-options", clean_text(page_.made_with.options));
    out_ += "</head>\n<body>\n";
  }

  void meta(std::string_view name, std::string_view content) {
    add("<meta name=\"{}\" content=\"{}\"/>\n", name, escape_markup(content));
  }

  void write_page_start() {
    const PageOrigin& origin = page_.origin;
    const std::string title =
        fmt::format("image \"{}\"; bbox 0 0 {} {}; ppageno {}; scan_res {} {}",
                    encode_image_name(origin.file.filename().string()), size_.width, size_.height,
                    origin.page_idx, std::lround(page_.resolution.x), std::lround(page_.resolution.y));
    add("<div class=\"ocr_page\" id=\"page_1\" title='{}'", escape_markup(title, '\''));
    out_ += markup_attribute("data-stem", clean_text(origin.stem));
    out_ += markup_attribute("data-page-count", std::to_string(origin.page_count));
    if (!origin.sha256.empty()) out_ += markup_attribute("data-sha256", origin.sha256);
    out_ += markup_attribute("data-resolution", page_.resolution.source_name());
    out_ += markup_attribute(
        "data-skew", short_number(page_.skew.degrees, 3) + " " + short_number(page_.skew.confidence, 2));
    if (short_number(page_.skew.column_confidence, 2) != "0")
      out_ += markup_attribute("data-column-skew", short_number(page_.skew.column_degrees, 3) + " " +
                                                       short_number(page_.skew.column_confidence, 2));
    std::string typewriting;
    for (const Typewriting& grid : page_.typewriting)
      typewriting +=
          fmt::format("{}{} {} {}", typewriting.empty() ? "" : "; ", short_number(grid.pitch_mm, 3),
                      short_number(grid.line_step_mm, 3), short_number(grid.confidence, 2));
    if (!typewriting.empty()) out_ += markup_attribute("data-typewriting", typewriting);
    if (short_number(page_.kind.confidence, 2) != "0")
      out_ += markup_attribute("data-kind", fmt::format("{} {}", name_of(page_.kind.kind),
                                                        short_number(page_.kind.confidence, 2)));
    out_ += markup_attribute("data-confidence", short_number(page_.confidence, 2));
    std::string doubts;
    for (const std::string& doubt : page_.doubts) doubts += (doubts.empty() ? "" : "\n") + clean_text(doubt);
    if (!doubts.empty()) out_ += markup_attribute("data-doubts", doubts);
    out_ += ">\n";
  }

  /// Writes an area: the lines from `begin` on that are read, of one layer and near each other. Returns the
  /// index after the last.
  size_t write_area(size_t begin) {
    const std::string_view layer = name_of(page_.lines[begin].layer);
    size_t end = begin + 1;
    Box area = clipped(page_.lines[begin].box);
    while (end < lines_.size() && is_read(lines_[end]) &&
           page_.lines[end].layer == page_.lines[begin].layer &&
           is_near(area, clipped(page_.lines[end].box))) {
      area = unite(area, clipped(page_.lines[end].box));
      ++end;
    }
    add(" <div class=\"ocr_carea\" id=\"{}_{}\" title='{}; cflow \"{}\"' data-layer=\"{}\">\n", layer,
        ++area_count_, bbox(box_of(begin, end)), layer, layer);
    for (size_t i = begin; i < end;) {
      size_t next = i;
      while (next < end && page_.lines[next].role == page_.lines[i].role) ++next;
      add("  <p class=\"ocr_par\" id=\"par_{}\"", ++paragraph_count_);
      if (!page_.languages.empty()) out_ += markup_attribute("lang", page_.languages.front());
      add(" title=\"{}\" data-role=\"{}\">\n", bbox(box_of(i, next)), name_of(page_.lines[i].role));
      for (; i < next; ++i) write_line(page_.lines[i], lines_[i]);
      out_ += "  </p>\n";
    }
    out_ += " </div>\n";
    for (size_t i = begin; i < end; ++i) write_unread_words(page_.lines[i], lines_[i]);
    return end;
  }

  /// Lines far apart must not share an area: its box would lie over that of others.
  static bool is_near(const Box& area, const Box& line) {
    constexpr int kHeights = 3;
    const Box common = intersect(area, line);
    return common.width() > 0 && -common.height() <= kHeights * line.height();
  }

  Box box_of(size_t begin, size_t end) const {
    Box box;
    for (size_t i = begin; i < end; ++i) box = unite(box, clipped(page_.lines[i].box));
    return box;
  }

  void write_line(const TextLine& line, const Line& words) {
    const Box box = clipped(line.box);
    add("   <span class=\"ocr_line\" id=\"{}\" title=\"{}", escape_markup(line.id), sides(box));
    if (line.quarter_turns != 0) {
      add("; textangle {}",
          90 * line.quarter_turns);  // hOCR counts counter-clockwise, from upright to the page
    } else {
      add("; baseline {} {}", short_number(line.baseline.slope(), 4),
          std::min(0L, std::lround(line.baseline.y_at(box.x0) - box.y1)));
    }
    out_ += '"';
    write_line_attributes(line);
    out_ += ">\n";
    for (const CleanWord& word : words) {
      if (!word.text.empty()) write_word(line, word);
    }
    out_ += "   </span>\n";
  }

  void write_line_attributes(const TextLine& line) {
    // What rounds to the default is left out, so that what is read writes the same again.
    if (const std::string height = short_number(line.x_height, 1); height != "0")
      out_ += markup_attribute("data-x-height", height);
    write_confidence(line.layer_confidence);
    if (!line.reader.empty()) out_ += markup_attribute("data-reader", line.reader);
    if (!line.reader_reason.empty()) out_ += markup_attribute("data-reader-reason", line.reader_reason);
  }

  void write_confidence(double confidence) {
    const std::string value = short_number(confidence, 2);
    if (value != "1") out_ += markup_attribute("data-confidence", value);
  }

  static int percent(double confidence) {
    return static_cast<int>(std::lround(100 * std::clamp(confidence, 0.0, 1.0)));
  }

  void write_word(const TextLine& line, const CleanWord& clean) {
    const Word& word = *clean.word;
    add("    <span class=\"ocrx_word\" id=\"{}\" title=\"{}; x_wconf {}\"", escape_markup(word.id),
        bbox_of_word(word.box), percent(word.confidence));
    if (word.status == WordStatus::struck && line.layer == Layer::typed)
      out_ += markup_attribute("data-layer", "struck");
    write_word_attributes(word, clean.text);
    const std::string_view tag = word.status == WordStatus::struck     ? "del"
                                 : word.status == WordStatus::inserted ? "ins"
                                                                       : "";
    if (tag.empty()) {
      add(">{}</span>\n", escape_markup(clean.text));
    } else {
      add("><{}>{}</{}></span>\n", tag, escape_markup(clean.text), tag);
    }
  }

  void write_word_attributes(const Word& word, const std::string& text) {
    if (word.status != WordStatus::plain) out_ += markup_attribute("data-status", name_of(word.status));
    if (word.strike != StrikeKind::none) out_ += markup_attribute("data-strike", name_of(word.strike));
    if (const std::string sure = short_number(word.strike_confidence, 2); sure != "1")
      out_ += markup_attribute("data-strike-confidence", sure);
    if (word.source != TextSource::recognizer) out_ += markup_attribute("data-source", name_of(word.source));
    const std::string ocr = clean_text(word.ocr);
    if (ocr != text) out_ += markup_attribute("data-ocr", ocr);
    if (word.place_inferred) out_ += markup_attribute("data-place", "inferred");
    if (!word.after_id.empty()) out_ += markup_attribute("data-after", word.after_id);
    if (!word.before_id.empty()) out_ += markup_attribute("data-before", word.before_id);
    const CharacterAttributes characters = attributes_of(word.glyphs, ocr);
    if (!characters.confs.empty()) out_ += markup_attribute("data-confs", characters.confs);
    if (!characters.alternatives.empty())
      out_ += markup_attribute("data-alternatives", characters.alternatives);
  }

  /// `class`, box, layer and role of what is no text.
  void write_float(const std::string& id, const Box& box, Layer layer, Role role) {
    const bool stamp = layer == Layer::stamp || role == Role::stamp;
    const bool signature = layer == Layer::hand && role == Role::signature;
    add(" <div class=\"{}\" id=\"{}\" title=\"{}\" data-layer=\"{}\" data-role=\"{}\"",
        stamp ? "ocr_photo" : "ocr_linedrawing", escape_markup(id), bbox(box),
        signature ? "signature" : name_of(layer), name_of(role));
  }

  void write_region(const TextRegion& region) {
    write_float(region.id, region.box, region.layer, region.role);
    write_confidence(region.confidence);
    out_ += "></div>\n";
  }

  void write_unread_line(const TextLine& line) {
    write_float(line.id, line.box, line.layer, line.role);
    out_ += markup_attribute("data-unread", "line");
    write_line_attributes(line);
    if (line.quarter_turns != 0)
      out_ += markup_attribute("data-quarter-turns", std::to_string(line.quarter_turns));
    const bool one_word = line.words.size() == 1 && line.words.front().box == line.box;
    if (one_word) {
      out_ += markup_attribute("data-word", line.words.front().id);
      write_word_attributes(line.words.front(), {});
    }
    out_ += "></div>\n";
    if (!one_word) write_unread_words(line, clean(line));
  }

  /// Words without text in a line that has others: floats that name their line and the word before them.
  void write_unread_words(const TextLine& line, const Line& words) {
    std::string previous;
    for (const CleanWord& clean : words) {
      if (clean.text.empty()) {
        write_float(clean.word->id, clean.word->box, line.layer, line.role);
        out_ += markup_attribute("data-unread", "word") + markup_attribute("data-line", line.id);
        if (!previous.empty()) out_ += markup_attribute("data-previous", previous);
        write_word_attributes(*clean.word, {});
        out_ += "></div>\n";
      }
      previous = clean.word->id;
    }
  }

  const PageText& page_;
  cv::Size size_;
  std::vector<Line> lines_;
  std::string out_;
  int area_count_ = 0;
  int paragraph_count_ = 0;
};

constexpr std::string_view kHexadecimal = "0123456789ABCDEF";

}  // namespace

std::string encode_image_name(const std::string& name) {
  const bool raw_bytes = !is_utf8(name);
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool property = name.compare(i, 4, "bbox") == 0;  // readers that seek "bbox " would find it here
    if (c < 0x20 || c == 0x7F || std::strchr("\";\\%", c) != nullptr || property ||
        (c >= 0x80 && raw_bytes)) {
      out += {'%', kHexadecimal[c >> 4], kHexadecimal[c & 15]};
    } else {
      out += name[i];
    }
  }
  return out;
}

std::string decode_image_name(const std::string& name) {
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool escaped = name[i] == '%' && i + 2 < name.size();
    const size_t high = escaped ? kHexadecimal.find(name[i + 1]) : std::string_view::npos;
    const size_t low = escaped ? kHexadecimal.find(name[i + 2]) : std::string_view::npos;
    if (high != std::string_view::npos && low != std::string_view::npos) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += name[i];
    }
  }
  return out;
}

std::string write_hocr(const PageText& page) { return Writer(page).write(); }

}  // namespace folio
