// The sample folio as it lies in the repository: that its leaves say what the record says, and that the kept
// truth belongs to the kept pictures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/text.h"
#include "drawing/leaf_description.h"
#include "drawing/truth_json.h"
#include "foreign/tiff_file.h"
#include "transcription/read_transcription.h"

namespace folio {
namespace {

const std::filesystem::path source_folder = FOLIO_SOURCE_DIR;
const std::array<std::string, 5> stems{"mikoyan-telegram-l12", "mikoyan-telegram-l13", "mikoyan-telegram-l14",
                                       "mikoyan-telegram-l15", "mikoyan-telegram-l16"};

LeafTruth truth_of_stem(const std::string& stem) {
  return truth_from_json(read_file(source_folder / "ground_truth/mikoyan-telegram" / (stem + ".truth.json")));
}

/// Hyphens at line ends are the typist's, those within words the record's: compared without either.
std::string without_hyphens(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

/// Words with their count; `wanted` picks them.
template <class Wanted>
std::map<std::string, int> drawn_words(Wanted wanted) {
  std::map<std::string, int> words;
  for (const std::string& stem : stems) {
    std::string begun;
    for (const TextLine& line : truth_of_stem(stem).text.lines)
      for (size_t i = 0; i < line.words.size(); ++i) {
        const Word& word = line.words[i];
        if (!wanted(line, word)) continue;
        if (line.layer != Layer::typed) {
          ++words[without_hyphens(word.text)];
          continue;
        }
        begun += without_hyphens(word.text);
        if (i + 1 == line.words.size() && word.text.back() == '-')
          continue;  // goes on in the next typed line
        ++words[begun];
        begun.clear();
      }
  }
  return words;
}

template <class Wanted>
std::map<std::string, int> record_words(Wanted wanted) {
  std::map<std::string, int> words;
  const Transcription record = read_transcription(source_folder / "ground_truth/mikoyan-telegram.txt");
  EXPECT_TRUE(record.diagnostics.empty());
  std::string whole;
  bool is_wanted = false;
  const auto finish = [&] {
    if (is_wanted && !whole.empty()) ++words[without_hyphens(whole)];
    whole.clear();
    is_wanted = false;
  };
  for (const Token& token : record.tokens) {
    if (!token.joined) finish();
    whole += token.text;
    is_wanted = is_wanted || wanted(token);
  }
  finish();
  return words;
}

/// Words whose counts differ, as "word: drawn/record".
std::vector<std::string> differences(std::map<std::string, int> drawn, std::map<std::string, int> record) {
  std::vector<std::string> found;
  for (const auto& [word, count] : record) drawn[word] += 0;
  for (const auto& [word, count] : drawn)
    if (count != record[word])
      found.push_back(word + ": " + std::to_string(count) + "/" + std::to_string(record[word]));
  return found;
}

TEST(SampleFolioTest, TheLeavesSayWhatTheRecordSays) {
  const auto drawn = drawn_words([](const TextLine& line, const Word&) {
    return line.layer == Layer::typed || line.layer == Layer::hand;
  });
  const auto record = record_words([](const Token&) { return true; });
  EXPECT_GT(record.size(), 300U);
  // Of the first leaf's two numbers the record has none.
  EXPECT_THAT(differences(drawn, record), ::testing::ElementsAre("12: 1/0", "45: 1/0"));
}

TEST(SampleFolioTest, WhatTheRecordStrikesIsStruck) {
  const auto drawn = drawn_words([](const TextLine& line, const Word& word) {
    return word.status == WordStatus::struck && line.layer == Layer::typed;
  });
  const auto record = record_words([](const Token& token) { return token.struck; });
  EXPECT_GT(record.size(), 10U);
  EXPECT_THAT(differences(drawn, record), ::testing::IsEmpty());
}

TEST(SampleFolioTest, WhatTheRecordSaysIsHandwrittenIsSo) {
  const auto drawn = drawn_words([](const TextLine& line, const Word&) { return line.layer == Layer::hand; });
  const auto record =
      record_words([](const Token& token) { return token.marked && token.layer == Layer::hand; });
  EXPECT_GT(record.size(), 10U);
  for (const auto& [word, count] : record) EXPECT_GE(drawn.count(word), 1U) << word;
}

TEST(SampleFolioTest, DescriptionsCanBeRead) {
  for (const std::string& stem : stems) {
    const LeafDescription leaf =
        read_leaf_description(source_folder / "scans/mikoyan-telegram/drawn" / (stem + ".json"));
    const LeafTruth truth = truth_of_stem(stem);
    EXPECT_EQ(leaf.scan.skew_degrees, truth.text.skew.degrees) << stem;
    const auto typed = std::count_if(truth.text.lines.begin(), truth.text.lines.end(),
                                     [](const TextLine& line) { return line.layer == Layer::typed; });
    EXPECT_EQ(static_cast<size_t>(typed), leaf.lines.size()) << stem;
  }
}

TEST(SampleFolioTest, PicturesAndTruthBelongTogether) {
  for (const std::string& stem : stems) {
    const auto file = source_folder / "scans/mikoyan-telegram" / (stem + ".tif");
    EXPECT_LE(std::filesystem::file_size(file), 2U << 20U) << stem;
    const DecodedImage scan = TiffFile(file).read(0);
    const LeafTruth truth = truth_of_stem(stem);
    EXPECT_EQ(truth.text.origin.stem, stem);
    EXPECT_EQ(scan.pixels.size(), truth.text.size) << stem;
    EXPECT_EQ(scan.x_per_inch, 300) << stem;
    // Typed words are much darker within their boxes than the paper beside them.
    for (const TextLine& line : truth.text.lines) {
      if (line.layer != Layer::typed || line.words.empty()) continue;
      double darkest = 255;
      cv::minMaxLoc(scan.pixels(to_rect(line.words[0].box)).reshape(1), &darkest);
      EXPECT_LT(darkest, 130) << stem << " " << line.words[0].text;
    }
  }
}

}  // namespace
}  // namespace folio
