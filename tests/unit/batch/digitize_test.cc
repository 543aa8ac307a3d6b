#include "batch/digitize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/files.h"
#include "core/memory.h"
#include "core/text.h"
#include "support/fake_recognizer.h"
#include "transcription/notation_parser.h"
#include "unit/batch/drawn_files.h"
#include "unit/batch/recorded_progress.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::FakeRecognizer;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::unique_ptr<LineRecognizer> make_fake() { return std::make_unique<FakeRecognizer>(); }

class DigitizeTest : public ::testing::Test {
 protected:
  Input drawn(const std::string& name, int pages, int first = 0) {
    testing::write_drawn_tiff(folder_ / name, pages, first);
    return {folder_ / name, name.substr(0, name.find('.')), std::nullopt};
  }
  Input file(const std::string& name, const std::string& bytes) {
    write_file(folder_ / name, bytes);
    return {folder_ / name, name.substr(0, name.find('.')), std::nullopt};
  }
  DigitizeOptions options(const std::string& out = "out") const {
    DigitizeOptions options;
    options.output = folder_ / out;
    return options;
  }
  BatchResult run(std::vector<Input> inputs, const DigitizeOptions& options,
                  const std::optional<Transcription>& transcription = std::nullopt) {
    return digitize(std::move(inputs), transcription, options, make_fake, progress_, interrupted_);
  }
  PageText stored(const std::string& stem, const std::string& out = "out") const {
    return OutputFolder(folder_ / out).store(stem).load_recognized_text();
  }
  /// Names of the products in OUT, without what later stages go on from.
  std::vector<std::string> products(const std::string& out = "out") const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_ / out)) {
      if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

  test::TemporaryFolder folder_;
  testing::RecordedProgress progress_;
  std::atomic<bool> interrupted_{false};
};

TEST_F(DigitizeTest, EveryPageHasItsProducts) {
  const BatchResult result = run({drawn("leaf.tif", 2)}, options());
  EXPECT_THAT(products(), ElementsAre("folio.tsv", "leaf-p001.amended.txt", "leaf-p001.diplomatic.txt",
                                      "leaf-p001.hocr", "leaf-p001.layers.png", "leaf-p001.typed.txt",
                                      "leaf-p002.amended.txt", "leaf-p002.diplomatic.txt", "leaf-p002.hocr",
                                      "leaf-p002.layers.png", "leaf-p002.typed.txt", "review.tsv"));
  ASSERT_EQ(result.pages.size(), 2U);
  EXPECT_EQ(result.pages[0].stem, "leaf-p001");
  EXPECT_EQ(result.pages[0].lines, 3);
  EXPECT_EQ(stored("leaf-p001").resolution.x, 150);
  EXPECT_FALSE(result.interrupted);
  EXPECT_THAT(result.failures, IsEmpty());
  EXPECT_THAT(progress_.done, ElementsAre("leaf-p001", "leaf-p002"));
  EXPECT_THAT(progress_.totals, ElementsAre(2, 2));
}

TEST_F(DigitizeTest, APdfIsMadeWhenItIsWanted) {
  DigitizeOptions with_pdf = options();
  with_pdf.exports.pdf = true;
  run({drawn("leaf.tif", 1)}, with_pdf);
  EXPECT_TRUE(read_file(folder_ / "out/leaf.pdf").starts_with("%PDF-"));
}

TEST_F(DigitizeTest, OneBadInputEndsNothingElse) {
  const Input good = drawn("good.tif", 1), last = drawn("last.tif", 1, 1);
  const std::string whole = read_file(folder_ / "good.tif");
  const std::vector<Input> inputs{good,
                                  {folder_ / "missing.tif", "missing", std::nullopt},
                                  file("empty.tif", ""),
                                  file("text.tif", "this is no picture at all"),
                                  file("cut.tif", whole.substr(0, whole.size() / 2)),
                                  last};
  const BatchResult result = run(inputs, options());
  ASSERT_EQ(result.pages.size(), 2U);
  EXPECT_EQ(result.pages[1].stem, "last");
  ASSERT_EQ(result.failures.size(), 4U);
  const std::vector<std::string> names{"missing.tif", "empty.tif", "text.tif", "cut.tif"};
  for (size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(result.failures[i].code(), ErrorCode::input) << names[i];
    EXPECT_THAT(result.failures[i].message(), HasSubstr(names[i])) << "in the order of the inputs";
  }
  EXPECT_EQ(progress_.failed.size(), 4U);
  for (const std::string& name : products()) {
    EXPECT_TRUE(name.starts_with("good.") || name.starts_with("last.") || name == "review.tsv" ||
                name == "folio.tsv")
        << name;
  }
}

TEST_F(DigitizeTest, AFaultWhileReadingFailsThatPageAlone) {
  int line = 0;
  const RecognizerFactory faulty = [&] {
    return std::make_unique<FakeRecognizer>([&](const LineImage& image) {
      if (++line == 4) throw std::runtime_error("lost its mind");  // in the second page's first line
      return testing::words_by_white(image);
    });
  };
  const BatchResult result =
      digitize({drawn("leaf.tif", 3)}, std::nullopt, options(), faulty, progress_, interrupted_);
  EXPECT_EQ(result.pages.size(), 2U);
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_EQ(result.failures[0].page(), 2);
  EXPECT_THAT(result.failures[0].message(), HasSubstr("lost its mind"));
  EXPECT_THAT(result.failures[0].message(), HasSubstr("leaf.tif, page 2"));
  EXPECT_FALSE(fs::exists(folder_ / "out/leaf-p002.hocr"));
  EXPECT_TRUE(fs::exists(folder_ / "out/leaf-p003.hocr"));
}

TEST_F(DigitizeTest, ProductsThatCannotBeWrittenFailThatPageAlone) {
  fs::create_directories(folder_ / "out/leaf-p001.hocr/in-the-way");
  const BatchResult result = run({drawn("leaf.tif", 2)}, options());
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_EQ(result.failures[0].code(), ErrorCode::file_access);
  EXPECT_EQ(result.pages.size(), 1U);
  EXPECT_TRUE(fs::exists(folder_ / "out/leaf-p002.hocr"));
}

TEST_F(DigitizeTest, ManyJobsGiveTheSameBytesAsOne) {
  const std::vector<Input> inputs{
      drawn("a.tif", 3), {folder_ / "missing.tif", "missing", std::nullopt}, drawn("b.tif", 2, 3)};
  DigitizeOptions four = options("four");
  four.jobs = 4;
  four.exports.pdf = true;
  DigitizeOptions one = options("one");
  one.exports.pdf = true;
  const BatchResult by_one = run(inputs, one), by_four = run(inputs, four);
  ASSERT_EQ(by_one.pages.size(), 5U);
  ASSERT_EQ(by_four.pages.size(), 5U);
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(by_one.pages[i].stem, by_four.pages[i].stem);
  const auto a = testing::contents_of(folder_ / "one"), b = testing::contents_of(folder_ / "four");
  ASSERT_EQ(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].first, b[i].first);
    EXPECT_TRUE(a[i].second == b[i].second) << a[i].first << " differs";
  }
}

TEST_F(DigitizeTest, ASmallMemoryBudgetOnlySlowsDown) {
  DigitizeOptions tight = options();
  tight.jobs = 3;
  tight.memory = resident_bytes() + (400ULL << 20);
  EXPECT_EQ(run({drawn("a.tif", 3)}, tight).pages.size(), 3U);
}

TEST_F(DigitizeTest, MemoryThatSufficesForNoPageIsAnError) {
  DigitizeOptions none = options();
  none.memory = 1;
  try {
    run({drawn("a.tif", 1)}, none);
    FAIL() << "nothing thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::arguments);
    EXPECT_THAT(error.message(), HasSubstr("too little"));
  }
}

TEST_F(DigitizeTest, InterruptedNoFurtherPageIsBegun) {
  class Interrupting : public testing::RecordedProgress {
   public:
    explicit Interrupting(std::atomic<bool>& flag) : flag_(flag) {}
    void page_done(const PageRecord& page, int known_total) override {
      RecordedProgress::page_done(page, known_total);
      flag_ = true;
    }

   private:
    std::atomic<bool>& flag_;
  };
  Interrupting progress(interrupted_);
  const BatchResult result =
      digitize({drawn("leaf.tif", 3)}, std::nullopt, options(), make_fake, progress, interrupted_);
  EXPECT_TRUE(result.interrupted);
  ASSERT_EQ(result.pages.size(), 1U);
  EXPECT_TRUE(fs::exists(folder_ / "out/leaf-p001.hocr"));
  EXPECT_FALSE(fs::exists(folder_ / "out/leaf-p002.hocr"));
}

TEST_F(DigitizeTest, InterruptedBeforeTheStartNothingIsDone) {
  interrupted_ = true;
  const BatchResult result = run({drawn("leaf.tif", 1)}, options());
  EXPECT_TRUE(result.interrupted);
  EXPECT_THAT(result.pages, IsEmpty());
  EXPECT_THAT(products(), IsEmpty());
}

TEST_F(DigitizeTest, AMissingModelIsSaidBeforeAnyPage) {
  const RecognizerFactory none = []() -> std::unique_ptr<LineRecognizer> {
    throw Error(ErrorCode::missing_dependency, "no model");
  };
  EXPECT_THROW(digitize({drawn("leaf.tif", 1)}, std::nullopt, options(), none, progress_, interrupted_),
               Error);
  EXPECT_THAT(progress_.done, IsEmpty());
  EXPECT_THAT(products(), IsEmpty());
}

TEST_F(DigitizeTest, AnOutputFolderThatCannotBeMadeIsAnError) {
  file("out", "in the way");
  try {
    run({drawn("leaf.tif", 1)}, options());
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::file_access);
  }
}

TEST_F(DigitizeTest, DebugImagesLieInAFolderOfTheirPage) {
  DigitizeOptions seen = options();
  seen.debug_images = true;
  run({drawn("leaf.tif", 1)}, seen);
  std::vector<std::string> pictures;
  for (const auto& entry : fs::directory_iterator(folder_ / "out/debug/leaf")) {
    pictures.push_back(entry.path().filename().string());
  }
  std::ranges::sort(pictures);
  EXPECT_THAT(pictures, ElementsAre("01-deskew-frame.png", "02-segment-lines.png", "03-separate-words.tsv",
                                    "04-separate-layers.png", "05-recognize-words.png",
                                    "06-recognize-reading-inputs.png", "07-recognize-hand-inputs.png",
                                    "08-recognize-evidence.tsv"));
}

/// A reader that takes each word's first letter for a я that looks like what it is, with little conviction;
/// the features of all others tell their class.
class DoubtfulReader : public FakeRecognizer {
 public:
  static constexpr std::string_view kAlphabet = "абвгдежзийклмнопрстуфхцчшщъыьэюя";

  DoubtfulReader() : FakeRecognizer(read_words) {}

 private:
  static std::vector<ReadWord> read_words(const LineImage& line) {
    std::vector<ReadWord> words = testing::words_by_white(line);
    for (ReadWord& word : words) {
      word.evidence.emplace();
      for (Glyph& glyph : word.glyphs) {
        const bool first = &glyph == &word.glyphs.front() && word.glyphs.size() > 1;
        const int right = 1 + static_cast<int>(to_code_points(kAlphabet).find(to_code_points(glyph.text)[0]));
        GlyphTrace& trace =
            word.trace.emplace_back(GlyphTrace{first ? 32 : right, first ? 0.6 : 0.999, {}, {}});
        if (first) trace.alternatives.push_back({right, 0.3}), glyph.text = "я";
        const cv::Mat features =
            (cv::Mat_<float>(1, 2) << 8.0 * right + 0.01 * (word.box.x0 % 7), 0.01 * (word.box.x1 % 5));
        features.convertTo(trace.features, CV_16F);
      }
      word.text.clear();
      for (const Glyph& glyph : word.glyphs) word.text += glyph.text;
    }
    return words;
  }
};

TEST_F(DigitizeTest, DoubtfulWordsAreReadAgainInTheLightOfAllPages) {
  digitize(
      {drawn("leaf.tif", 4)}, std::nullopt, options("without"),
      [] { return std::make_unique<DoubtfulReader>(); }, progress_, interrupted_);
  DigitizeOptions taught = options();
  taught.adaptation = std::make_shared<SelfAdaptation>(
      DoubtfulReader::kAlphabet, nullptr,
      std::make_shared<const ConfidenceModel>(
          "alone 0 1 0 0 0 0 0 0\nsame 4 0 0 0 0 0 0 0\nother 0 0 0 0 0 0 0 0\nsecond 0 0 0 0 0 0 0 0\n"));
  // Wherever too few characters lie on the drawn pages, the folio learns nothing and the test would tell
  // nothing.
  const auto with = digitize(
      {drawn("leaf.tif", 4)}, std::nullopt, taught, [] { return std::make_unique<DoubtfulReader>(); },
      progress_, interrupted_);
  size_t changed = 0;
  for (const PageRecord& page : with.pages) {
    const PageText after = stored(page.stem), before = stored(page.stem, "without");
    for (size_t line = 0; line < after.lines.size(); ++line) {
      for (size_t word = 0; word < after.lines[line].words.size(); ++word) {
        const Word& now = after.lines[line].words[word];
        if (now.text == before.lines[line].words[word].text) continue;
        ++changed;
        EXPECT_FALSE(now.text.starts_with("я"));
        EXPECT_THAT(read_file(folder_ / "out" / (page.stem + ".hocr")), HasSubstr(now.text));
      }
    }
  }
  EXPECT_GT(changed, 0U);
}

TEST_F(DigitizeTest, AnEmptyPageIsAPageWithADoubt) {
  test::TiffPage white;
  white.width = 300;
  white.height = 400;
  white.value = [](int, int, int) { return 255U; };
  test::write_tiff(folder_ / "white.tif", {white});
  const BatchResult result = run({{folder_ / "white.tif", "white", std::nullopt}}, options());
  ASSERT_EQ(result.pages.size(), 1U);
  EXPECT_THAT(result.pages[0].doubts, ElementsAre("no text found"));
  EXPECT_TRUE(fs::exists(folder_ / "out/white.hocr"));
}

TEST_F(DigitizeTest, WithATranscriptionThereIsALedger) {
  const Transcription transcription = parse_transcription("В начале зимы река\n\nстала рано\n", "record.txt");
  DigitizeOptions any_match = options();  // the fake reads another text
  any_match.reconcile.least_match = 0;
  const BatchResult result = run({drawn("leaf.tif", 2)}, any_match, transcription);
  EXPECT_TRUE(result.folio.has_transcription);
  EXPECT_EQ(result.folio.pages.size(), 2U);
  EXPECT_TRUE(fs::exists(folder_ / "out/ledger.tsv"));
  EXPECT_TRUE(fs::exists(folder_ / "out/leaf-p001.hocr"));
  EXPECT_TRUE(fs::exists(folder_ / "out/leaf-p002.layers.png"));
  // The same from what the run left.
  const auto before = testing::contents_of(folder_ / "out");
  const BatchResult again = reconcile_folder(any_match, transcription, progress_, interrupted_);
  EXPECT_EQ(again.folio.pages.size(), 2U);
  EXPECT_EQ(testing::contents_of(folder_ / "out"), before);
}

}  // namespace
}  // namespace folio
