#include "batch/page_reader.h"

#include <spdlog/fmt/fmt.h>
#include <sys/resource.h>

#include <chrono>
#include <utility>

#include "batch/batch_keys.h"
#include "batch/kept_stages.h"
#include "batch/page_errors.h"
#include "batch/page_memory.h"
#include "batch/page_workers.h"
#include "export/layers_png.h"
#include "foreign/debug_image_folder.h"
#include "pipeline.h"
#include "store/stored_traces.h"

namespace folio {

using Json = nlohmann::json;

namespace {

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uint64_t peak_of_process() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

PageReader::PageReader(const std::vector<Input>& inputs, const DigitizeOptions& options,
                       PageProducts& products, LineRecognizer& recognizer, std::string reader_key,
                       bool with_text)
    : inputs_(inputs),
      options_(options),
      products_(products),
      recognizer_(recognizer),
      reader_key_(std::move(reader_key)),
      with_text_(with_text) {}

void PageReader::open(size_t input_idx) {
  if (source_ && source_idx_ == input_idx) return;
  source_.reset();
  source_.emplace(inputs_[input_idx].file, inputs_[input_idx].stem);
  source_idx_ = input_idx;
}

Json PageReader::run(const Json& task, WorkerLink& link) {
  const auto input_idx = task.at("input").get<size_t>();
  int page_idx = task.value("page", -1);
  need_ = 0;
  Json answer;
  try {
    open(input_idx);
    if (page_idx < 0) {
      const Json which = link.ask({{"pages", source_->page_count()}, {"sha256", source_->sha256()}});
      page_idx = which.value("page", -1);
      if (page_idx < 0) return {{"nothing", true}};
    } else if (task.at("sha256").get<std::string>() != source_->sha256() ||
               page_idx >= source_->page_count()) {
      throw Error(ErrorCode::input, "has changed since it was opened", "run again");
    }
    answer = read(page_idx, task.value("least_need", std::uint64_t{0}), link);
  } catch (const std::exception& exception) {
    const bool for_memory = is_for_memory(exception);
    Error error = for_memory ? too_little_memory(need_) : as_error(exception);
    error.at_file(inputs_[input_idx].file.string());
    if (source_ && page_idx >= 0 && source_->page_count() > 1) error.at_page(page_idx + 1);
    answer = {{"failed", json_of(error)}, {"for_memory", for_memory}};
    // Whatever was being made when there was no memory may be half there, in libraries too.
    if (for_memory) answer["ends_worker"] = true;
  }
  give_memory_back();
  return answer;
}

Json PageReader::read(int page_idx, std::uint64_t least_need, WorkerLink& link) {
  need_ = std::max(least_need, memory_need(source_->header(page_idx), options_.exports.pdf));
  if (!ask_for_memory(link, need_)) {
    Error error = too_little_memory(need_);
    error.at_file(source_->file().string());
    if (source_->page_count() > 1) error.at_page(page_idx + 1);
    return {{"failed", json_of(error)}, {"refused", true}};
  }
  const auto begin = std::chrono::steady_clock::now();
  const double before = processor_seconds();
  auto scan = std::make_shared<const ScannedPage>(source_->read(page_idx));
  const std::string stem = scan->origin.stem;
  const OutputFolder& folder = products_.folder();
  remove_page_record(folder.store(stem).folder());
  std::unique_ptr<DebugImages> debug = std::make_unique<DebugImages>();
  std::unique_ptr<StageKeeper> keeper = std::make_unique<KeptStages>(
      folder.store(stem), scan->origin.sha256, page_idx, options_.pipeline, options_.keep_stages);
  if (options_.debug_images) {
    debug = std::make_unique<DebugImageFolder>(folder.debug_folder(stem));
    keeper = std::make_unique<StageKeeper>();
  }
  RecognizedPage page = read_page(scan, recognizer_, options_.pipeline, *debug, *keeper);
  PageRecord record = record_of_page(page.text);
  record.read_key = key_of_reading(scan->origin.sha256, page_idx, reader_key_);
  record.exports_key = key_of_exports(options_.exports, options_.facts);
  if (with_text_) record.products_key = key_of_products(record.read_key, record.exports_key);
  write(std::move(page), *scan);
  record.products = products_.stamps(stem);
  record.corrections = products_.kept().notes(stem);
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  record.cpu_seconds = processor_seconds() - before;
  record.peak_bytes = peak_of_process();
  save_page_record(folder.store(stem).folder(), record);
  return {{"done", stem}};
}

void PageReader::write(RecognizedPage page, const ScannedPage& scan) {
  const PageStore store = products_.folder().store(scan.origin.stem);
  store.save_scanned(scan);
  store.save_recognized(page.text);
  if (options_.adaptation) save_traces(store.folder(), page.traces);
  const LayerMasks masks = masks_on_scan(std::move(page.layered), scan);
  store.save_scan_masks(masks);
  products_.write_all({std::move(page.text), {}}, scan, masks, with_text_);
}

}  // namespace folio
