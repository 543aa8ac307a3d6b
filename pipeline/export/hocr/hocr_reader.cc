#include "export/hocr/hocr_reader.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_writer.h"
#include "export/line_text.h"

namespace folio {
namespace {

using Properties = std::map<std::string, std::string>;

constexpr int kDeepest = 200;  // elements within each other; the walk is recursive
constexpr std::array<std::string_view, 6> kLineClasses{"ocr_line",    "ocr_header",    "ocr_footer",
                                                       "ocr_caption", "ocr_textfloat", "ocrx_line"};

bool has_class(const pugi::xml_node& node, std::string_view wanted) {
  std::string_view classes = node.attribute("class").value();
  while (!classes.empty()) {
    const size_t end = std::min(classes.find(' '), classes.size());
    if (classes.substr(0, end) == wanted) return true;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

bool is_line(const pugi::xml_node& node) {
  return std::ranges::any_of(kLineClasses, [&](std::string_view name) { return has_class(node, name); });
}

double number_or(const Properties& properties, const std::string& name, double other) {
  const auto found = properties.find(name);
  return found == properties.end() ? other : parse_number(found->second).value_or(other);
}

double number_or(const pugi::xml_attribute& attribute, double other) {
  return attribute.empty() ? other : parse_number(attribute.value()).value_or(other);
}

/// Numbers with white space between them; what is none is left out.
std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> numbers;
  for (const std::string& word : split_words(text))
    if (const auto number = parse_number(word)) numbers.push_back(*number);
  return numbers;
}

Box box_of(const Properties& properties) {
  const auto found = properties.find("bbox");
  return found == properties.end() ? Box{} : parse_bbox(found->second).value_or(Box{});
}

std::string without_spaces(std::string_view text) {
  return fmt::format("{}", fmt::join(split_words(text), ""));
}

int line_of(std::string_view bytes, std::ptrdiff_t offset) {
  const size_t end = std::min(bytes.size(), static_cast<size_t>(std::max<std::ptrdiff_t>(0, offset)));
  return 1 +
         static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

/// What an element inherits from those around it.
struct Context {
  Layer layer = Layer::typed;
  Role role = Role::body;
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : xml_(xml_from_html(bytes)), name_(name) {}

  std::vector<PageText> read() {
    pugi::xml_document document;
    const pugi::xml_parse_result result =
        document.load_buffer(xml_.data(), xml_.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!result) fail(result.offset, std::string("is not well-formed: ") + result.description());
    visit(document, {}, 0);
    if (pages_.empty()) fail(0, "holds no ocr_page: it is not hOCR");
    return std::move(pages_);
  }

 private:
  [[noreturn]] void fail(std::ptrdiff_t offset, const std::string& problem) const {
    throw Error(ErrorCode::input, fmt::format("line {}: {}", line_of(xml_, offset), problem),
                "write the file again, or check it with an XML program")
        .at_file(name_);
  }

  void visit(const pugi::xml_node& node, Context context, int depth) {
    if (depth > kDeepest) fail(node.offset_debug(), "has elements nested too deeply");
    if (std::string_view(node.name()) == "meta") {
      read_meta(node);
    } else if (has_class(node, "ocr_page")) {
      start_page(node);
    } else if (!pages_.empty()) {
      inherit(node, context);
      if (is_line(node)) {
        start_line(node, context);
        line_depth_ = depth;
      } else if (has_class(node, "ocrx_word")) {
        read_word(node, context);
        return;
      } else if (node.attribute("data-unread")) {
        read_unread(node, context);
        return;
      } else if (has_class(node, "ocr_photo") || has_class(node, "ocr_linedrawing")) {
        if (node.attribute("data-layer")) read_region(node, context);
        return;
      }
    }
    const bool line = !pages_.empty() && is_line(node);
    for (const pugi::xml_node child : node.children()) visit(child, context, depth + 1);
    if (line) end_line(node, depth);
  }

  /// What the file's head says of all its pages.
  void read_meta(const pugi::xml_node& node) {
    const std::string_view name = node.attribute("name").value();
    const std::string content = clean_text(node.attribute("content").value());
    if (name == "ocr-system") head_.made_with.system = content;
    if (name == "folio-models") head_.made_with.models = content;
    if (name == "folio-options") head_.made_with.options = content;
    if (name == "ocr-langs") head_.languages = split_words(content);
  }

  void inherit(const pugi::xml_node& node, Context& context) const {
    const pugi::xml_attribute layer = node.attribute("data-layer");
    if (layer) {
      context = {layer_named(layer.value(), context.layer),
                 std::string_view(layer.value()) == "signature" ? Role::signature : context.role};
    } else if (node.attribute("title")) {
      const Properties properties = parse_title(node.attribute("title").value());
      if (const auto flow = properties.find("cflow"); flow != properties.end()) {
        context.layer = layer_named(flow->second, context.layer);
      }
    }
    if (const std::optional<Role> role = role_from_name(node.attribute("data-role").value()))
      context.role = *role;
  }

  static Layer layer_named(std::string_view name, Layer other) {
    if (name == "signature" || name == "handwritten") return Layer::hand;
    if (name == "printed") return Layer::print;
    const std::optional<Layer> layer = layer_from_name(name);
    return layer && *layer != Layer::none ? *layer : other;
  }

  void start_page(const pugi::xml_node& node) {
    const Properties properties = parse_title(node.attribute("title").value());
    PageText page = head_;
    if (const auto image = properties.find("image"); image != properties.end()) {
      page.origin.file = decode_image_name(image->second);
    }
    page.origin.page_idx =
        static_cast<int>(std::clamp(number_or(properties, "ppageno", double(pages_.size())), 0.0, 1e6));
    page.origin.page_count =
        static_cast<int>(std::clamp(number_or(node.attribute("data-page-count"), 1), 1.0, 1e6));
    page.origin.sha256 = node.attribute("data-sha256").value();
    page.origin.stem = node.attribute("data-stem").value();
    if (page.origin.stem.empty()) page.origin.stem = page.origin.file.stem().string();
    const Box box = box_of(properties);
    page.size = {std::max(0, box.x1), std::max(0, box.y1)};
    if (const auto scan = properties.find("scan_res"); scan != properties.end()) {
      page.resolution.x = parse_number(scan->second).value_or(page.resolution.x);
      const size_t space = scan->second.find(' ');
      page.resolution.y =
          space == std::string::npos
              ? page.resolution.x
              : parse_number(std::string_view(scan->second).substr(space)).value_or(page.resolution.x);
      page.resolution.source = Resolution::Source::declared;
    }
    if (std::string_view(node.attribute("data-resolution").value()) == "estimated") {
      page.resolution.source = Resolution::Source::estimated;
    }
    const std::vector<double> skew = numbers_of(node.attribute("data-skew").value());
    const std::vector<double> columns = numbers_of(node.attribute("data-column-skew").value());
    if (skew.size() >= 2) page.skew.degrees = skew[0], page.skew.confidence = skew[1];
    if (columns.size() >= 2) page.skew.column_degrees = columns[0], page.skew.column_confidence = columns[1];
    std::istringstream grids(node.attribute("data-typewriting").value());
    for (std::string grid; std::getline(grids, grid, ';');)
      if (const auto values = numbers_of(grid); values.size() >= 3)
        page.typewriting.push_back({values[0], values[1], values[2]});
    const std::vector<std::string> kind = split_words(node.attribute("data-kind").value());
    if (kind.size() == 2)
      if (const auto named = page_kind_from_name(kind[0]))
        page.kind = {*named, parse_number(kind[1]).value_or(0)};
    page.confidence = number_or(node.attribute("data-confidence"), 0);
    page.doubts = split_lines(node.attribute("data-doubts").value());
    pages_.push_back(std::move(page));
    has_line_ = false;
  }

  PageText& page() { return pages_.back(); }

  void start_line(const pugi::xml_node& node, const Context& context) {
    const Properties properties = parse_title(node.attribute("title").value());
    TextLine line;
    line.id = node.attribute("id").value();
    line.layer = context.layer;
    line.role = context.role;
    line.box = box_of(properties);
    line.baseline = {cv::Point2d(line.box.x0, line.box.y1), cv::Point2d(line.box.x1, line.box.y1)};
    if (const auto baseline = properties.find("baseline"); baseline != properties.end()) {
      const std::string_view value = baseline->second;
      const double slope = parse_number(value).value_or(0);
      const double offset = parse_number(value.substr(std::min(value.find(' '), value.size()))).value_or(0);
      line.baseline.left.y += offset;
      line.baseline.right.y = line.baseline.left.y + slope * line.box.width();
    }
    line.x_height = number_or(node.attribute("data-x-height"), 0);
    line.layer_confidence = number_or(node.attribute("data-confidence"), 1);
    line.reader = clean_text(node.attribute("data-reader").value());
    line.reader_reason = clean_text(node.attribute("data-reader-reason").value());
    const double turns = std::round(number_or(properties, "textangle", 0) / 90);
    line.quarter_turns = ((static_cast<int>(std::clamp(turns, -4.0, 4.0)) % 4) + 4) % 4;
    page().lines.push_back(std::move(line));
    has_line_ = true;
  }

  /// A line that came without words is split at white space.
  void end_line(const pugi::xml_node& node, int depth) {
    if (line_depth_ == depth && has_line_ && page().lines.back().words.empty()) {
      split_line(page().lines.back(), clean_text(text_of(node, depth)));
    }
    has_line_ = false;
  }

  void split_line(TextLine& line, const std::string& text) {
    const std::vector<Word> words = words_from_text(text, line.box, [&] { return next_word_id(); });
    line.words.insert(line.words.end(), words.begin(), words.end());
  }

  std::string next_word_id() { return fmt::format("word_{}", ++made_words_); }

  void read_word(const pugi::xml_node& node, const Context& context) {
    const Properties properties = parse_title(node.attribute("title").value());
    Word word;
    word.id = node.attribute("id").value();
    if (word.id.empty()) word.id = next_word_id();
    word.box = box_of(properties);
    word.text = clean_text(text_of(node, 0));
    if (word.text.empty()) return;
    word.confidence = confidence_of(properties);
    word.ocr = word.text;
    read_word_attributes(node, word);
    if (word.status == WordStatus::plain) word.status = status_by_markup(node);
    if (!has_line_) {
      TextLine line;
      line.id = "line_of_" + word.id;
      line.layer = context.layer;
      line.role = context.role;
      line.box = word.box;
      line.baseline = {cv::Point2d(line.box.x0, line.box.y1), cv::Point2d(line.box.x1, line.box.y1)};
      page().lines.push_back(std::move(line));
    }
    page().lines.back().words.push_back(std::move(word));
  }

  static double confidence_of(const Properties& properties) {
    if (properties.contains("x_wconf"))
      return std::clamp(number_or(properties, "x_wconf", 0) / 100, 0.0, 1.0);
    const auto found = properties.find("x_confs");
    if (found == properties.end()) return 0;
    // One figure a character, in percent; some engines count to 1 instead.
    double sum = 0, largest = 0;
    int count = 0;
    for (const std::string& value : split_words(found->second)) {
      const double confidence = parse_number(value).value_or(0);
      sum += confidence, largest = std::max(largest, confidence), ++count;
    }
    return count == 0 ? 0 : std::clamp(sum / count / (largest > 1 ? 100 : 1), 0.0, 1.0);
  }

  static void read_word_attributes(const pugi::xml_node& node, Word& word) {
    const std::string_view status = node.attribute("data-status").value();
    if (status == name_of(WordStatus::struck)) word.status = WordStatus::struck;
    if (status == name_of(WordStatus::inserted)) word.status = WordStatus::inserted;
    if (std::string_view(node.attribute("data-layer").value()) == "struck") word.status = WordStatus::struck;
    if (const auto strike = strike_kind_from_name(node.attribute("data-strike").value()))
      word.strike = *strike;
    word.strike_confidence = number_or(node.attribute("data-strike-confidence"), 1);
    const std::string_view source = node.attribute("data-source").value();
    if (source == name_of(TextSource::truth)) word.source = TextSource::truth;
    if (source == name_of(TextSource::both)) word.source = TextSource::both;
    if (source == name_of(TextSource::person)) word.source = TextSource::person;
    if (const pugi::xml_attribute ocr = node.attribute("data-ocr")) word.ocr = clean_text(ocr.value());
    word.place_inferred = std::string_view(node.attribute("data-place").value()) == "inferred";
    word.after_id = node.attribute("data-after").value();
    word.before_id = node.attribute("data-before").value();
  }

  /// A word whose whole content is a <del> or an <ins>.
  static WordStatus status_by_markup(const pugi::xml_node& node) {
    const pugi::xml_node child = node.first_child();
    if (!child || child.next_sibling() || has_class(child, "alt")) return WordStatus::plain;
    const std::string_view name = child.name();
    return name == "del" ? WordStatus::struck : name == "ins" ? WordStatus::inserted : WordStatus::plain;
  }

  /// Text of an element; characters that stand in elements of their own are joined, of alternatives the first
  /// is taken.
  std::string text_of(const pugi::xml_node& node, int depth) const {
    if (depth > kDeepest) fail(node.offset_debug(), "has elements nested too deeply");
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) return node.value();
    std::string out;
    bool characters = false;
    for (const pugi::xml_node child : node.children()) {
      characters = characters || has_class(child, "ocrx_cinfo") || has_class(child, "ocr_cinfo");
      out += text_of(child, depth + 1);
      if (has_class(node, "alternatives") && child.type() == pugi::node_element) break;
    }
    return characters ? without_spaces(out) : out;
  }

  void read_unread(const pugi::xml_node& node, const Context& context) {
    const std::string_view kind = node.attribute("data-unread").value();
    Word word;
    word.box = box_of(parse_title(node.attribute("title").value()));
    word.text = clean_text(text_of(node, 0));  // empty, unless a person wrote it there
    read_word_attributes(node, word);
    if (kind == "word") {
      word.id = node.attribute("id").value();
      const std::string line_id = node.attribute("data-line").value();
      const std::string previous = node.attribute("data-previous").value();
      const auto line = std::find_if(page().lines.rbegin(), page().lines.rend(),
                                     [&](const TextLine& candidate) { return candidate.id == line_id; });
      if (line == page().lines.rend()) return;
      auto place = std::ranges::find_if(line->words, [&](const Word& other) { return other.id == previous; });
      place = place == line->words.end() ? line->words.begin() : place + 1;
      line->words.insert(place, std::move(word));
      return;
    }
    start_line(node, context);
    has_line_ = false;
    TextLine& line = page().lines.back();
    const double turns = number_or(node.attribute("data-quarter-turns"), 0);
    line.quarter_turns = static_cast<int>(std::clamp(turns, 0.0, 3.0));
    if (const pugi::xml_attribute id = node.attribute("data-word")) {
      word.id = id.value();
      line.words.push_back(std::move(word));
    } else {
      split_line(line, word.text);
    }
  }

  void read_region(const pugi::xml_node& node, const Context& context) {
    TextRegion region;
    region.id = node.attribute("id").value();
    region.layer = context.layer;
    const Role usual = context.layer == Layer::stamp ? Role::stamp : Role::marginalia;
    region.role = context.role == Role::body && !node.attribute("data-role") ? usual : context.role;
    region.box = box_of(parse_title(node.attribute("title").value()));
    region.confidence = number_or(node.attribute("data-confidence"), 1);
    page().regions.push_back(std::move(region));
  }

  std::string xml_;
  std::string name_;
  PageText head_;  ///< what is the same on all pages
  std::vector<PageText> pages_;
  bool has_line_ = false;  ///< words belong to the last line of the page
  int line_depth_ = 0;
  int made_words_ = 0;
};

}  // namespace

std::vector<PageText> read_hocr(std::string_view bytes, const std::string& name) {
  return Reader(bytes, name).read();
}

std::vector<PageText> read_hocr_file(const std::filesystem::path& file) {
  return read_hocr(read_file(file), file.string());
}

}  // namespace folio
