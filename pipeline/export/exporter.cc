#include "export/exporter.h"

#include <spdlog/fmt/fmt.h>

#include <cassert>

#include "core/files.h"
#include "export/hocr/hocr_writer.h"
#include "export/layers_png.h"
#include "export/readings.h"
#include "export/xml/alto_writer.h"
#include "export/xml/page_xml.h"
#include "export/xml/tei_page.h"

namespace folio {
namespace {

class HocrExporter : public Exporter {
 public:
  std::string_view extension() const override { return ".hocr"; }
  std::string bytes(const ExportInput& input) const override { return write_hocr(input.page.text); }
};

class ReadingExporter : public Exporter {
 public:
  ReadingExporter(Reading reading, TextLayout layout)
      : reading_(reading), layout_(layout), extension_("." + std::string(name_of(reading)) + ".txt") {}
  std::string_view extension() const override { return extension_; }
  std::string bytes(const ExportInput& input) const override {
    return reading_of(input.page.text, reading_, layout_);
  }

 private:
  Reading reading_;
  TextLayout layout_;
  std::string extension_;
};

class LayersExporter : public Exporter {
 public:
  std::string_view extension() const override { return ".layers.png"; }
  bool needs_masks() const override { return true; }
  std::string bytes(const ExportInput& input) const override {
    assert(input.masks_on_scan != nullptr);
    return layers_png(*input.masks_on_scan, input.page.text.resolution);
  }
};

class PdfExporter : public Exporter {
 public:
  explicit PdfExporter(PdfOptions options) : options_(options) {}
  std::string_view extension() const override { return ".pdf"; }
  bool has_picture() const override { return true; }
  std::string bytes(const ExportInput& input) const override {
    if (input.earlier != nullptr)
      return searchable_pdf(input.page.text, input.call_number, *input.earlier, options_);
    assert(input.scan != nullptr);
    return searchable_pdf(input.page.text, input.call_number, *input.scan, input.masks_on_scan, options_);
  }

 private:
  PdfOptions options_;
};

class AltoExporter : public Exporter {
 public:
  std::string_view extension() const override { return ".alto.xml"; }
  std::string bytes(const ExportInput& input) const override { return write_alto(input.page.text); }
};

class PageXmlExporter : public Exporter {
 public:
  std::string_view extension() const override { return ".page.xml"; }
  std::string bytes(const ExportInput& input) const override { return write_page_xml(input.page.text); }
};

class TeiExporter : public Exporter {
 public:
  explicit TeiExporter(std::string call_number) : call_number_(std::move(call_number)) {}
  std::string_view extension() const override { return ".tei.xml"; }
  std::string bytes(const ExportInput& input) const override {
    return write_tei(input.page.text, {"", call_number_});
  }

 private:
  std::string call_number_;
};

}  // namespace

void Exporter::write(const ExportInput& input, const std::filesystem::path& path) const {
  write_file(path, bytes(input));
}

std::string choices_of(const ExportOptions& o) {
  const PdfOptions& pdf = o.pdf_options;
  return fmt::format(
      "pdf={};volume={};reading={};insertions={};attach={};keep-scan={};quality={};apparatus={};alto={};page-"
      "xml={};"
      "tei={};layout={};call-number={}",
      o.pdf || o.pdf_volume, o.pdf_volume, name_of(pdf.reading), static_cast<int>(pdf.insertions), pdf.attach,
      pdf.picture.keep_scan, pdf.picture.jpeg_quality, o.apparatus, o.alto, o.page_xml, o.tei,
      static_cast<int>(o.text_layout), o.call_number);
}

std::unique_ptr<Exporter> make_hocr_exporter() { return std::make_unique<HocrExporter>(); }

std::unique_ptr<Exporter> make_reading_exporter(Reading reading, TextLayout layout) {
  return std::make_unique<ReadingExporter>(reading, layout);
}

std::unique_ptr<Exporter> make_layers_exporter() { return std::make_unique<LayersExporter>(); }

std::unique_ptr<Exporter> make_pdf_exporter(const ExportOptions& options) {
  return std::make_unique<PdfExporter>(options.pdf_options);
}

std::unique_ptr<Exporter> make_alto_exporter() { return std::make_unique<AltoExporter>(); }

std::unique_ptr<Exporter> make_page_xml_exporter() { return std::make_unique<PageXmlExporter>(); }

std::unique_ptr<Exporter> make_tei_exporter(const ExportOptions& options) {
  return std::make_unique<TeiExporter>(options.call_number);
}

std::vector<std::unique_ptr<Exporter>> make_exporters(const ExportOptions& options) {
  std::vector<std::unique_ptr<Exporter>> out;
  out.push_back(make_hocr_exporter());
  for (const Reading reading : kReadings) out.push_back(make_reading_exporter(reading, options.text_layout));
  out.push_back(make_layers_exporter());
  if (options.pdf || options.pdf_volume) out.push_back(make_pdf_exporter(options));
  if (options.alto) out.push_back(make_alto_exporter());
  if (options.page_xml) out.push_back(make_page_xml_exporter());
  if (options.tei) out.push_back(make_tei_exporter(options));
  return out;
}

}  // namespace folio
