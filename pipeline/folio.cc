#include "folio.h"

#include <spdlog/fmt/fmt.h>

#include <cassert>
#include <cstring>
#include <opencv2/core.hpp>
#include <optional>
#include <utility>

#include "core/files.h"
#include "core/models.h"
#include "export/hocr/hocr_writer.h"
#include "export/languages.h"
#include "export/layers_png.h"
#include "export/readings.h"
#include "ingest/page_source.h"
#include "page/page_text.h"
#include "pipeline.h"
#include "recognize/readers.h"

namespace folio {
namespace {

PageBox plain_box(const Box& box) { return {box.x0, box.y0, box.x1, box.y1}; }

PageWord plain_word(const Word& word) {
  return {word.id,         word.text,
          word.ocr,        plain_box(word.box),
          word.confidence, std::string(name_of(word.status)),
          word.after_id};
}

PageLine plain_line(const TextLine& line) {
  PageLine plain{line.id,
                 std::string(name_of(line.layer)),
                 std::string(name_of(line.role)),
                 plain_box(line.box),
                 line.layer_confidence,
                 {}};
  for (const Word& word : line.words) plain.words.push_back(plain_word(word));
  return plain;
}

/// The option's value, or Error{arguments}.
template <class Value>
Value known(std::optional<Value> value, const char* option, const std::string& name) {
  if (!value) throw Error(ErrorCode::arguments, fmt::format("{}: there is no \"{}\"", option, name));
  return *value;
}

ReaderOptions reader_options(const DigitizerOptions& options) {
  return {options.languages, known(typed_reader_from_name(options.reader), "reader", options.reader),
          known(second_reader_from_name(options.second_reader), "second_reader", options.second_reader),
          options.language_model};
}

}  // namespace

struct DigitizedPage::Content {
  PageText text;
  std::vector<PageLine> lines;
  LayerMasks masks;  ///< on the scan
};

DigitizedPage::DigitizedPage(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
int DigitizedPage::width() const { return content_->text.size.width; }
int DigitizedPage::height() const { return content_->text.size.height; }
const std::vector<PageLine>& DigitizedPage::lines() const { return content_->lines; }
double DigitizedPage::confidence() const { return content_->text.confidence; }
const std::vector<std::string>& DigitizedPage::doubts() const { return content_->text.doubts; }
std::string DigitizedPage::text(Reading reading) const { return reading_of(content_->text, reading); }
std::string DigitizedPage::hocr() const { return write_hocr(content_->text); }

LayerPicture DigitizedPage::layers() const {
  const cv::Mat labels = content_->masks.labels();
  assert(labels.type() == CV_8UC1);
  const auto width = static_cast<size_t>(labels.cols), height = static_cast<size_t>(labels.rows);
  LayerPicture picture{labels.cols, labels.rows, std::vector<std::uint8_t>(width * height)};
  for (int y = 0; y < labels.rows; ++y)
    std::memcpy(picture.labels.data() + width * static_cast<size_t>(y), labels.ptr(y), width);
  return picture;
}

std::string DigitizedPage::layers_png() const {
  return folio::layers_png(content_->masks, content_->text.resolution);
}

struct Digitizer::Parts {
  PipelineOptions pipeline;
  std::unique_ptr<LineRecognizer> reader;
};

Digitizer::Digitizer(const DigitizerOptions& options) : parts_(std::make_unique<Parts>()) {
  const ReaderOptions read_by = reader_options(options);
  PipelineOptions& pipeline = parts_->pipeline;
  pipeline.languages = language_tags(options.languages);
  pipeline.models = models_id();
  pipeline.choices = choices_of(read_by) + fmt::format("net={};adaptation=false;types=;", options.ink_net);
  if (options.ink_net)
    pipeline.separate.ink_net = std::make_shared<const InkNet>(load_model("ink-layers.onnx"));
  parts_->reader = make_reader(read_by);
}

Digitizer::~Digitizer() = default;
Digitizer::Digitizer(Digitizer&&) noexcept = default;
Digitizer& Digitizer::operator=(Digitizer&&) noexcept = default;

int Digitizer::page_count(const std::filesystem::path& file) const { return PageSource(file).page_count(); }

DigitizedPage Digitizer::read(const std::filesystem::path& file, int page_idx) {
  const PageSource source(file);
  if (page_idx < 0 || page_idx >= source.page_count())
    throw Error(ErrorCode::input,
                fmt::format("has {} pages, and none of index {}", source.page_count(), page_idx))
        .at_file(file.string());
  const auto scan = std::make_shared<const ScannedPage>(source.read(page_idx));
  RecognizedPage page = read_page(scan, *parts_->reader, parts_->pipeline);
  auto content = std::make_shared<DigitizedPage::Content>();
  content->text = std::move(page.text);
  for (const TextLine& line : content->text.lines) content->lines.push_back(plain_line(line));
  content->masks = masks_on_scan(std::move(page.layered), *scan);
  return DigitizedPage(std::move(content));
}

}  // namespace folio
