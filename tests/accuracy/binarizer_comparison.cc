// Compares the ink mask with those of Otsu, Sauvola and Wolf.
// usage: binarizer_comparison --pairs FOLDER
//          FOLDER: images/, and gt/ with a PNG of the same stem, 0 = ink. Prints the F-measure of each
//          picture and their mean, the overlap (intersection over union) of all pixels together, and the
//          time.
//        binarizer_comparison --typed IMAGES TRUTHS WORK [LANGUAGE]
//          Prints the error rate of what the tesseract command reads from each mask, page by page; pages of
//          one bit, and images without a truth of their stem, are left out. Masks stay in WORK.
// Exit 0, 1 for wrong arguments, else that of the Error.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <opencv2/imgproc.hpp>
#include <span>

#include "core/error.h"
#include "core/files.h"
#include "foreign/png_encoder.h"
#include "imaging/background.h"
#include "imaging/binarizer.h"
#include "ingest/page_source.h"
#include "metrics/materials.h"
#include "other_binarizers.h"
#include "run_program.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

struct Rule {
  std::string name;
  std::function<cv::Mat(const cv::Mat& gray)> ink;
};

const std::array<Rule, 4>& rules() {
  static const std::array<Rule, 4> all{
      Rule{"otsu", otsu}, Rule{"sauvola", [](const cv::Mat& gray) { return sauvola(gray); }},
      Rule{"wolf", [](const cv::Mat& gray) { return wolf(gray); }},
      Rule{"ours", [](const cv::Mat& gray) { return binarize(even_out_background(gray)); }}};
  return all;
}

cv::Mat gray_of(const ScannedPage& scan) {
  if (scan.pixels.channels() == 1) return scan.pixels;
  cv::Mat gray;
  cv::cvtColor(scan.pixels, gray, cv::COLOR_BGR2GRAY);
  return gray;
}

std::vector<fs::path> sorted(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

void print_heading(std::string_view first) {
  fmt::print("{:<28}", first);
  for (const Rule& rule : rules()) fmt::print("  {:>9}", rule.name);
  fmt::print("\n");
}

/// Pixels of a mask against the truth's.
struct Hits {
  double both = 0, found = 0, true_ink = 0;

  void add(const Hits& other) { both += other.both, found += other.found, true_ink += other.true_ink; }
  /// Harmonic mean of precision and recall: worst 0, best 1.
  double f_measure() const { return 2 * both / (found + true_ink); }
  double overlap() const { return both / (found + true_ink - both); }
};

Hits hits(const cv::Mat& ink, const cv::Mat& truth) {
  return {static_cast<double>(cv::countNonZero(ink & truth)), static_cast<double>(cv::countNonZero(ink)),
          static_cast<double>(cv::countNonZero(truth))};
}

void compare_pairs(const fs::path& folder) {
  struct Sum {
    double f_measures = 0, milliseconds = 0, megapixels = 0;
    Hits hits;
  };
  std::array<Sum, 4> sums;
  int count = 0;
  print_heading("F-measure");
  for (const fs::path& image : sorted(folder / "images")) {
    const cv::Mat gray = gray_of(PageSource(image).read(0));
    const cv::Mat truth = gray_of(PageSource(folder / "gt" / (image.stem().string() + ".png")).read(0)) < 128;
    if (truth.size() != gray.size())
      throw Error(ErrorCode::input, "its truth has another size").at_file(image.string());
    fmt::print("{:<28}", image.stem().string());
    for (size_t i = 0; i < rules().size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      const cv::Mat ink = rules()[i].ink(gray);
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
      const Hits page = hits(ink, truth);
      sums[i].hits.add(page);
      sums[i].f_measures += page.f_measure();
      sums[i].milliseconds += took.count();
      sums[i].megapixels += static_cast<double>(gray.total()) / 1e6;
      fmt::print("  {:>9.3f}", page.f_measure());
    }
    fmt::print("\n");
    ++count;
  }
  fmt::print("{:<28}", "mean");
  for (const Sum& sum : sums) fmt::print("  {:>9.3f}", sum.f_measures / count);
  fmt::print("\n{:<28}", "overlap of all pixels");
  for (const Sum& sum : sums) fmt::print("  {:>9.3f}", sum.hits.overlap());
  fmt::print("\n{:<28}", "ms a megapixel");
  for (const Sum& sum : sums) fmt::print("  {:>9.1f}", sum.milliseconds / sum.megapixels);
  fmt::print("\n");
}

void compare_typed(const fs::path& images, const fs::path& truths, const fs::path& work,
                   const std::string& language) {
  fs::create_directories(work);
  const std::vector<PageMaterial> pages = read_truth(truths);
  std::array<ErrorRate, 4> sums;
  print_heading("character error rate");
  for (const fs::path& image : sorted(images)) {
    const auto truth =
        std::ranges::find_if(pages, [&](const PageMaterial& page) { return page.stem == image.stem(); });
    if (truth == pages.end() || !truth->typed) continue;
    const ScannedPage scan = PageSource(image).read(0);
    if (scan.bilevel) continue;
    const cv::Mat gray = gray_of(scan);
    fmt::print("{:<28}", truth->stem);
    for (size_t i = 0; i < rules().size(); ++i) {
      const fs::path file = work / (truth->stem + "." + rules()[i].name + ".png");
      write_file(file, encode_png(~rules()[i].ink(gray)));
      const ProgramRun run = run_program({"tesseract", file.string(), "-", "-l", language, "--psm", "3",
                                          "--dpi", std::to_string(cvRound(scan.resolution.y))},
                                         work / "tesseract.errors.txt", {{"OMP_THREAD_LIMIT", "1"}});
      const ErrorRate rate = character_error_rate(*truth->typed, run.output, typescript_normalizations());
      sums[i] += rate;
      fmt::print("  {:>9.4f}", rate.value().value_or(0));
    }
    fmt::print("\n");
    std::fflush(stdout);
  }
  fmt::print("{:<28}", "all");
  for (const ErrorRate& sum : sums) fmt::print("  {:>9.4f}", sum.value().value_or(0));
  fmt::print("\n");
}

int compare(std::span<char*> arguments) {
  const std::vector<std::string> given(arguments.begin() + 1, arguments.end());
  if (given.size() == 2 && given[0] == "--pairs") return compare_pairs(given[1]), 0;
  if ((given.size() == 4 || given.size() == 5) && given[0] == "--typed")
    return compare_typed(given[1], given[2], given[3], given.size() == 5 ? given[4] : "rus"), 0;
  fmt::print(stderr, "usage: binarizer_comparison --pairs FOLDER | --typed IMAGES TRUTHS WORK [LANGUAGE]\n");
  return 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    return folio::compare({argv, static_cast<size_t>(argc)});
  } catch (const folio::Error& error) {
    fmt::print(stderr, "binarizer_comparison: {}\n", error.message());
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    fmt::print(stderr, "binarizer_comparison: {}\n", error.what());
    return 2;
  }
}
