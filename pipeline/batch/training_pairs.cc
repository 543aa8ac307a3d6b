#include "batch/training_pairs.h"

#include <spdlog/fmt/fmt.h>

#include <map>
#include <nlohmann/json.hpp>

#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "batch/page_workers.h"
#include "core/files.h"
#include "core/text.h"
#include "export/pairs/line_ink.h"
#include "export/pairs/line_picture.h"
#include "export/xml/page_xml.h"
#include "foreign/png_encoder.h"
#include "foreign/png_file.h"
#include "ingest/ingest.h"

namespace folio {

using Json = nlohmann::json;

namespace {

class PairsWriter {
 public:
  explicit PairsWriter(const PairsOptions& options)
      : options_(options),
        folder_(options.output, OutputFolder::Use::to_look),
        kept_(folder_, KeptCorrections::Use::to_look) {}

  const OutputFolder& folder() const { return folder_; }

  /// In a worker: a page's {"page": record, "rows": of pairs.tsv, "lines", "left_out": counts by doubt}.
  Json add_page(const std::string& stem, const BeforeDecoding& before_decoding) {
    const PageStore store = folder_.store(stem);
    if (!store.has("reconcile"))
      throw Error(ErrorCode::input, "no transcription has been put to this page",
                  "run folio reconcile OUT --transcription FILE first");
    const PageText page = kept_.with_corrections(store.load_reconciled()).text;
    const cv::Mat labels = load_labels(page);
    std::vector<size_t> sure;
    std::array<size_t, kLineDoubts> left_out{};
    for (size_t i = 0; i < page.lines.size(); ++i) {
      std::optional<LineDoubt> doubt = doubt_of(page.lines[i], options_.rule);
      if (!doubt) doubt = ink_doubt_of(page, i, labels, !options_.whole_ink);
      if (doubt)
        ++left_out[static_cast<size_t>(*doubt)];
      else
        sure.push_back(i);
    }
    std::string rows;
    if (!sure.empty()) rows = write(page, sure, reread(page.origin, before_decoding).pixels, labels);
    return {{"page", json_of(record_of_page(page))},
            {"rows", rows},
            {"lines", sure.size()},
            {"left_out", left_out}};
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

  /// The lines, and their rows of the list.
  std::string write(const PageText& page, const std::vector<size_t>& sure, const cv::Mat& pixels,
                    const cv::Mat& labels) const {
    std::string rows;
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
      rows += fmt::format("{}\t{}\t{}\t{}\t{:.2f}\t{}\n", tsv_field(image), tsv_field(stem),
                          name_of(line.layer), tsv_field(line.id), confidence_of(line), text_on_line(line));
    }
    return rows;
  }

  const PairsOptions& options_;
  OutputFolder folder_;
  KeptCorrections kept_;
};

void write_list(const std::filesystem::path& folder, const std::string& rows) {
  write_file(folder / "pairs.tsv", "image\tpage\tlayer\tline\tconfidence\ttext\n" + rows);
}

}  // namespace

PairsResult write_training_pairs(const PairsOptions& options, Progress& progress,
                                 const std::atomic<bool>& interrupted) {
  PairsWriter writer(options);
  const std::vector<std::string> stems = writer.folder().load_contents().stems;
  const auto total = static_cast<int>(stems.size());
  DigitizeOptions work;
  static_cast<WorkerLimits&>(work) = options.limits;
  work.output = options.to;  // the only folder that workers may write to; with a list until there is one
  write_list(options.to, "");
  std::map<size_t, Json> answers;
  std::map<size_t, Error> failures;
  run_numbered_tasks(
      work, interrupted, stems.size(),
      {.done =
           [&](size_t idx, const Json& answer) {
             answers.emplace(idx, answer);
             progress.page_done(page_record_from(answer.at("page")), total);
           },
       .failed =
           [&](size_t idx, Error error) {
             error.at_file(stems[idx]);
             progress.page_failed(error, total);
             failures.emplace(idx, error);
           }},
      [&](size_t idx, MemoryAsker& memory) { return writer.add_page(stems[idx], memory.before_decoding()); });
  PairsResult result;
  std::string rows;
  for (const auto& [idx, answer] : answers) {
    rows += answer.at("rows").get<std::string>();
    result.lines += answer.at("lines").get<size_t>();
    for (size_t d = 0; d < kLineDoubts; ++d) result.left_out[d] += answer.at("left_out").at(d).get<size_t>();
  }
  for (const auto& [idx, error] : failures) result.failures.push_back(error);
  write_list(options.to, rows);
  result.interrupted = interrupted;
  return result;
}

}  // namespace folio
