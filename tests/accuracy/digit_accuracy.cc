// Writes leaf numbers of digits that people wrote into the upper corners of random typed leaves, takes these
// through the stages up to recognize as the program does, and holds against floors.csv how many numbers, and
// how many of their digits, are read right.
// usage: digit_accuracy [PAGES [SEED [JOBS]]]     (24 1 2)
//        digit_accuracy page PAGE-SEED...            what is read of single pages
//        digit_accuracy draw PAGE-SEED FILE.png      a page to look at
// Exit 0 when every floor holds, 1 when one does not.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <atomic>
#include <opencv2/imgcodecs.hpp>
#include <random>
#include <string>
#include <string_view>
#include <thread>

#include "core/error.h"
#include "core/text.h"
#include "floors.h"
#include "recognize/readers.h"
#include "recognize/recognize.h"
#include "separate/separate.h"
#include "share.h"
#include "support/random_leaf.h"
#include "whole_number.h"
#include "written_numbers.h"

namespace folio {
namespace {

constexpr const char* kSet = "drawn-digits";
constexpr double kLeastDpi = 150, kMostDpi = 400;  // archives' scans
constexpr double kMostSkew = 3;                    // degrees

struct Counts {
  int numbers = 0, found = 0, right = 0, unread = 0, wrong = 0;
  int guessed = 0;  ///< right, or unread with the right guess
  int digits = 0, digits_right = 0;

  Counts& operator+=(const Counts& other) {
    numbers += other.numbers, found += other.found, right += other.right, unread += other.unread;
    wrong += other.wrong, guessed += other.guessed;
    digits += other.digits, digits_right += other.digits_right;
    return *this;
  }
};

struct NumberedLeaf {
  std::shared_ptr<const ScannedPage> scan;
  std::vector<WrittenNumber> numbers;
};

NumberedLeaf numbered_leaf(std::uint64_t seed) {
  static const DigitAtlas atlas(FOLIO_DIGITS);
  testing::RandomLeaf wanted = testing::random_leaf(seed, testing::LeafKind::prose);
  wanted.leaf.scan.dpi = std::clamp(wanted.leaf.scan.dpi, kLeastDpi, kMostDpi);
  wanted.leaf.scan.skew_degrees = std::clamp(wanted.leaf.scan.skew_degrees, -kMostSkew, kMostSkew);
  DrawnLeaf drawn = draw_leaf(wanted.leaf, testing::debian_faces());
  std::mt19937_64 random(seed);
  const auto any = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low + 1));
  };
  NumberedLeaf out;
  const double dots = wanted.leaf.scan.dpi / 25.4;
  for (const bool right : {true, false}) {
    const std::string text = std::to_string(any(0, 2) == 0 ? any(1, 99) : any(1, 400));
    const double x_mm = right ? wanted.leaf.paper.width_mm - any(22, 32) : any(8, 18), y_mm = any(4, 8);
    const cv::Point2d place = drawn.scan_from_leaf(cv::Point2d(x_mm, y_mm));
    const int height = cvRound(dots * any(45, 75) / 10.0), width = static_cast<int>(text.size()) * height;
    const int left = std::clamp(cvRound(place.x), 4, drawn.pixels.cols - width - 4);
    const int top = std::clamp(cvRound(place.y), height / 8 + 2, drawn.pixels.rows - height);
    out.numbers.push_back(write_number(drawn.pixels, atlas, text, left, top, height, random()));
  }
  out.scan = testing::scan_of(drawn, wanted.scan);
  return out;
}

/// Digits of `truth` that stand in `read` in their order.
int digits_in_order(const std::string& truth, const std::string& read) {
  std::vector<int> row(read.size() + 1, 0);
  for (const char sign : truth) {
    int before = 0;
    for (size_t i = 0; i < read.size(); ++i) {
      const int kept = row[i + 1];
      row[i + 1] = sign == read[i] ? before + 1 : std::max(row[i + 1], row[i]);
      before = kept;
    }
  }
  return row.back();
}

struct Reading {
  std::string read, guess;
  bool found = false;
};

/// What hand words that lie in the number's box say.
Reading reading_of(const WrittenNumber& number, const PageText& text) {
  Reading out;
  for (const TextLine& line : text.lines) {
    if (line.layer != Layer::hand) continue;
    for (const Word& word : line.words) {
      const Box common = intersect(word.box, number.box);
      if (common.empty() || 2 * common.area() < word.box.area()) continue;
      out.found = true;
      out.read += word.text, out.guess += word.ocr;
    }
  }
  return out;
}

void count(const WrittenNumber& number, const PageText& text, Counts& counts) {
  const auto [read, guess, found] = reading_of(number, text);
  ++counts.numbers;
  counts.found += found;
  counts.right += read == number.text;
  counts.unread += read.empty();
  counts.wrong += !read.empty() && read != number.text;
  counts.guessed += guess == number.text;
  counts.digits += static_cast<int>(number.text.size());
  counts.digits_right += digits_in_order(number.text, guess);
}

PageText read_page(const NumberedLeaf& leaf, LineRecognizer& recognizer) {
  auto layered =
      std::make_shared<const LayeredPage>(separate(testing::segmented_of(leaf.scan), testing::with_net()));
  return recognize(std::move(layered), recognizer, {}).text;
}

void show(std::uint64_t seed) {
  const NumberedLeaf leaf = numbered_leaf(seed);
  const PageText text = read_page(leaf, *make_reader({}));
  for (const WrittenNumber& number : leaf.numbers) {
    const auto [read, guess, found] = reading_of(number, text);
    fmt::print("{} {:>4}: {} \"{}\", guess \"{}\"\n", seed, number.text, found ? "read" : "not found", read,
               guess);
  }
}

Counts measure(std::uint64_t seed, LineRecognizer& recognizer) {
  const NumberedLeaf leaf = numbered_leaf(seed);
  const PageText text = read_page(leaf, recognizer);
  Counts counts;
  for (const WrittenNumber& number : leaf.numbers) count(number, text, counts);
  return counts;
}

int run(size_t pages, std::uint64_t seed, int jobs) {
  std::vector<Counts> counts(pages);
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    const auto recognizer = make_reader({});
    for (size_t i = next++; i < counts.size(); i = next++)
      counts[i] = measure(seed * 1'000'003 + i, *recognizer);
  };
  std::vector<std::jthread> threads;
  for (int job = 1; job < jobs; ++job) threads.emplace_back(work);
  work();
  threads.clear();
  Counts all;
  for (const Counts& page : counts) all += page;
  const auto share = [](int part, int whole) { return whole > 0 ? double(part) / whole : 0.0; };
  fmt::print(
      "{} numbers of {} digits: {} found as handwriting, {} right, {} unread, {} wrong; guesses right {}\n",
      all.numbers, all.digits, all.found, all.right, all.unread, all.wrong, all.guessed);
  print_floor_heading();
  FloorCheck floors(read_floors(FOLIO_FLOORS));
  floors.check(kSet, "numbers-found", share(all.found, all.numbers));
  floors.check(kSet, "numbers-right", share(all.right, all.numbers));
  floors.check(kSet, "numbers-wrong", share(all.wrong, all.numbers));
  floors.check(kSet, "digits-guessed", share(all.digits_right, all.digits));
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    if (argc == 4 && std::string_view(argv[1]) == "draw")
      return cv::imwrite(argv[3], folio::numbered_leaf(folio::whole_number(argv[2])).scan->pixels) ? 0 : 1;
    if (argc >= 3 && std::string_view(argv[1]) == "page") {
      for (int i = 2; i < argc; ++i) folio::show(folio::whole_number(argv[i]));
      return 0;
    }
    const auto argument = [&](int i, const char* usual) {
      return folio::whole_number(argc > i ? argv[i] : usual);
    };
    return folio::run(argument(1, "24"), argument(2, "1"), static_cast<int>(argument(3, "2")));
  } catch (const folio::Error& error) {
    fmt::print(stderr, "digit_accuracy: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}
