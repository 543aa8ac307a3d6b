#include "export/exporter.h"

#include <cassert>

#include "core/files.h"
#include "export/hocr/hocr_writer.h"
#include "export/layers_png.h"
#include "export/readings.h"

namespace folio {
namespace {

class HocrExporter : public Exporter {
 public:
  std::string_view extension() const override { return ".hocr"; }
  std::string bytes(const ExportInput& input) const override { return write_hocr(input.page.text); }
};

class ReadingExporter : public Exporter {
 public:
  explicit ReadingExporter(Reading reading)
      : reading_(reading), extension_("." + std::string(name_of(reading)) + ".txt") {}
  std::string_view extension() const override { return extension_; }
  std::string bytes(const ExportInput& input) const override { return reading_of(input.page.text, reading_); }

 private:
  Reading reading_;
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
    if (input.earlier != nullptr) return searchable_pdf(input.page.text, input.call_number, *input.earlier, options_);
    assert(input.scan != nullptr);
    return searchable_pdf(input.page.text, input.call_number, *input.scan, input.masks_on_scan, options_);
  }

 private:
  PdfOptions options_;
};

}  // namespace

void Exporter::write(const ExportInput& input, const std::filesystem::path& path) const {
  write_file(path, bytes(input));
}

std::unique_ptr<Exporter> make_hocr_exporter() { return std::make_unique<HocrExporter>(); }

std::unique_ptr<Exporter> make_reading_exporter(Reading reading) {
  return std::make_unique<ReadingExporter>(reading);
}

std::unique_ptr<Exporter> make_layers_exporter() { return std::make_unique<LayersExporter>(); }

std::unique_ptr<Exporter> make_pdf_exporter(const ExportOptions& options) {
  return std::make_unique<PdfExporter>(options.pdf_options);
}

std::vector<std::unique_ptr<Exporter>> make_exporters(const ExportOptions& options) {
  std::vector<std::unique_ptr<Exporter>> out;
  out.push_back(make_hocr_exporter());
  for (const Reading reading : kReadings) out.push_back(make_reading_exporter(reading));
  out.push_back(make_layers_exporter());
  if (options.pdf || options.pdf_volume) out.push_back(make_pdf_exporter(options));
  return out;
}

}  // namespace folio
