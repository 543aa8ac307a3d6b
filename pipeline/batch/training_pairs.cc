#include "batch/training_pairs.h"

#include <spdlog/fmt/fmt.h>

#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "core/files.h"
#include "core/text.h"
#include "export/pairs/line_ink.h"
#include "export/pairs/line_picture.h"
#include "export/xml/page_xml.h"
#include "foreign/png_encoder.h"
#include "foreign/png_file.h"
#include "ingest/ingest.h"

namespace folio {
namespace {

class PairsWriter {
 public:
  explicit PairsWriter(const PairsOptions& options)
      : options_(options), folder_(options.output), kept_(folder_, KeptCorrections::Use::to_look) {}

  const OutputFolder& folder() const { return folder_; }
  PairsResult& result() { return result_; }

  PageText add_page(const std::string& stem) {
    const PageStore store = folder_.store(stem);
    if (!store.has("reconcile"))
      throw Error(ErrorCode::input, "no transcription has been put to this page",
                  "run folio reconcile OUT --transcription FILE first");
    PageText page = kept_.with_corrections(store.load_reconciled()).text;
    const cv::Mat labels = load_labels(page);
    std::vector<size_t> sure;
    for (size_t i = 0; i < page.lines.size(); ++i) {
      std::optional<LineDoubt> doubt = doubt_of(page.lines[i], options_.rule);
      if (!doubt) doubt = ink_doubt_of(page, i, labels, !options_.whole_ink);
      if (doubt)
        ++result_.left_out[static_cast<size_t>(*doubt)];
      else
        sure.push_back(i);
    }
    if (!sure.empty()) write(page, sure, reread(page.origin).pixels, labels);
    return page;
  }

  void write_list() const {
    write_file(options_.to / "pairs.tsv", "image\tpage\tlayer\tline\tconfidence\ttext\n" + list_);
  }

 private:
  cv::Mat load_labels(const PageText& page) const {
    const std::filesystem::path file = folder_.product(page.origin.stem, ".layers.png");
    try {
      cv::Mat labels = read_png_values(file);
      if (labels.size() != page.size) throw Error(ErrorCode::input, "has another size than its page");
      return labels;
    } catch (Error& error) {
      throw error.at_file(file.string());
    }
  }

  void write(const PageText& page, const std::vector<size_t>& sure, const cv::Mat& pixels,
             const cv::Mat& labels) {
    const std::string& stem = page.origin.stem;
    if (options_.format == PairsFormat::page) {
      write_file(options_.to / (stem + ".png"), encode_png(pixels));
      write_file(options_.to / (stem + ".xml"), write_page_xml_lines(page, sure, stem + ".png"));
    }
    for (const size_t i : sure) {
      const TextLine& line = page.lines[i];
      std::string image = stem + ".png";
      if (options_.format == PairsFormat::lines) {
        const std::string name = stem + "-" + line.id;
        image = name + ".png";
        const cv::Mat kept = options_.whole_ink ? cv::Mat() : labels;
        write_file(options_.to / image, encode_png(picture_of_line(page, i, pixels, kept)));
        write_file(options_.to / (name + ".gt.txt"), text_on_line(line) + "\n");
      }
      list_ += fmt::format("{}\t{}\t{}\t{}\t{:.2f}\t{}\n", tsv_field(image), tsv_field(stem),
                           name_of(line.layer), tsv_field(line.id), confidence_of(line), text_on_line(line));
      ++result_.lines;
    }
  }

  const PairsOptions& options_;
  OutputFolder folder_;
  KeptCorrections kept_;
  PairsResult result_;
  std::string list_;
};

}  // namespace

PairsResult write_training_pairs(const PairsOptions& options, Progress& progress,
                                 const std::atomic<bool>& interrupted) {
  PairsWriter writer(options);
  const std::vector<std::string> stems = writer.folder().load_contents().stems;
  const auto total = static_cast<int>(stems.size());
  for (const std::string& stem : stems) {
    if (interrupted) break;
    try {
      progress.page_done(record_of_page(writer.add_page(stem)), total);
    } catch (Error& error) {
      error.at_file(stem);
      progress.page_failed(error, total);
      writer.result().failures.push_back(error);
    }
  }
  writer.write_list();
  writer.result().interrupted = interrupted;
  return std::move(writer.result());
}

}  // namespace folio
