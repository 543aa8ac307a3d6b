#include "metrics/materials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "core/error.h"
#include "core/files.h"
#include "drawing/truth_json.h"
#include "export/layers_png.h"
#include "foreign/png_encoder.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Materials : public testing::Test {
 protected:
  Materials() {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("materials-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Materials() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, std::string_view bytes) const {
    write_file(folder_ / name, bytes);
    return folder_ / name;
  }
  static std::string hocr(const std::string& words) {
    return "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><div class=\"ocr_page\" title=\"bbox 0 0 90 "
           "90\">"
           "<span class=\"ocr_line\" title=\"bbox 0 0 90 20\">" +
           words + "</span></div></body></html>";
  }
  static std::string labels(unsigned char hand_pixels) {
    LayerMasks masks(cv::Size(4, 1));
    masks[Layer::hand].colRange(0, hand_pixels).setTo(255);
    return layers_png(masks, {});
  }
  static std::string error_of(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error.message();
    }
    return "no error";
  }

  fs::path folder_;
};

std::vector<std::string> stems(const std::vector<PageMaterial>& pages) {
  std::vector<std::string> out;
  out.reserve(pages.size());
  for (const PageMaterial& page : pages) out.push_back(page.stem);
  return out;
}

TEST_F(Materials, ATranscriptionGivesItsTypedReading) {
  const auto truths = read_truth(write("folio.txt", "мы ~~не~~ ^{все} едем\n"));
  ASSERT_EQ(truths.size(), 1U);
  EXPECT_EQ(truths[0].stem, "folio");
  EXPECT_EQ(truths[0].typed, "мы не едем\n");
}

TEST_F(Materials, MarksTellLayersUnlessThereAreNoneAnywhere) {
  const auto marked = read_truth(write("marked.txt", "мы ⟦del:не⟧ едем\n"));
  EXPECT_TRUE(marked.at(0).tells_layers);
  ASSERT_TRUE(marked.at(0).marked.has_value());
  EXPECT_EQ(marked[0].marked->tokens.size(), 3U);
  const auto plain = read_truth(write("plain.txt", "мы едем\n"));
  EXPECT_FALSE(plain.at(0).tells_layers);
  for (const PageMaterial& page : read_truth(folder_)) EXPECT_TRUE(page.tells_layers) << page.stem;
  EXPECT_FALSE(read_hypotheses({folder_ / "plain.txt"}).at(0).tells_layers);
}

TEST_F(Materials, NamesTellWhatAHypothesisHolds) {
  EXPECT_EQ(hypothesis_name("a/p1.page.xml")->stem, "p1");
  EXPECT_EQ(hypothesis_name("a/p1.page.xml")->part, MaterialPart::words);
  EXPECT_EQ(hypothesis_name("p1.typed.txt")->part, MaterialPart::text);
  EXPECT_EQ(hypothesis_name("p1.layers.png")->part, MaterialPart::labels);
  EXPECT_FALSE(hypothesis_name("p1.amended.txt").has_value());
}

TEST_F(Materials, AHypothesisInTextIsTakenAsItIs) {
  const auto pages = read_hypotheses({write("p.txt", "мы ~~не~~ едем\n")});
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].typed, "мы ~~не~~ едем\n");
}

TEST_F(Materials, LabelPicturesGiveTheirValuesNotTheirColors) {
  const auto truths = read_truth(write("p.layers.png", labels(3)));
  ASSERT_TRUE(truths.at(0).labels.has_value());
  EXPECT_EQ(cv::countNonZero(*truths[0].labels == 2), 3);
  cv::Mat gray(1, 3, CV_8UC1);
  gray.at<uchar>(0) = 0, gray.at<uchar>(1) = 1, gray.at<uchar>(2) = 255;
  const auto classes = read_truth(write("gray.png", encode_png(gray)));
  EXPECT_EQ(cv::countNonZero(*classes.at(0).labels != gray), 0);
}

TEST_F(Materials, ADrawnLeafGivesItsWords) {
  LeafTruth truth;
  truth.text.origin.stem = "whatever";
  truth.text.size = {10, 10};
  const auto truths = read_truth(write("l1.truth.json", truth_to_json(truth)));
  ASSERT_EQ(truths.size(), 1U);
  EXPECT_EQ(truths[0].stem, "l1");
  EXPECT_TRUE(truths[0].text.has_value());
}

TEST_F(Materials, AFolderGivesItsPagesByStem) {
  write("b.hocr", hocr("да"));
  write("b.layers.png", labels(1));
  write("a.typed.txt", "нет\n");
  write("a.amended.txt", "не сравнивается\n");
  write("a.diplomatic.txt", "не сравнивается\n");
  write("ledger.tsv", "x\n");
  const auto pages = read_hypotheses({folder_});
  EXPECT_THAT(stems(pages), ElementsAre("a", "b"));
  EXPECT_EQ(pages[0].typed, "нет\n");
  EXPECT_TRUE(pages[1].text && pages[1].labels && !pages[1].typed);
  EXPECT_EQ(pages[1].typed_reading(), "да\n");
}

TEST_F(Materials, AnHocrOfSeveralPagesGivesThemAll) {
  const std::string file =
      "<html><body><div class=\"ocr_page\" data-stem=\"f-p001\" title=\"bbox 0 0 9 9\"></div>"
      "<div class=\"ocr_page\" data-stem=\"f-p002\" title=\"bbox 0 0 9 9\"></div></body></html>";
  EXPECT_THAT(stems(read_hypotheses({write("f.hocr", file)})), ElementsAre("f-p001", "f-p002"));
}

TEST_F(Materials, TwoOfOneKindAndNameAreRefused) {
  fs::create_directories(folder_ / "one");
  fs::create_directories(folder_ / "two");
  const std::vector<fs::path> runs{write("one/p.hocr", hocr("да")), write("two/p.hocr", hocr("нет"))};
  EXPECT_THAT(error_of([&] { read_hypotheses(runs); }), HasSubstr("two/p.hocr"));
}

TEST_F(Materials, WhatCannotBeReadIsNamed) {
  EXPECT_THAT(error_of([&] { read_truth(folder_ / "none.txt"); }), HasSubstr("none.txt"));
  EXPECT_THAT(error_of([&] { read_truth(write("p.jpg", "x")); }), HasSubstr("p.jpg"));
  EXPECT_THAT(error_of([&] { read_truth(write("p.truth.json", "{")); }), HasSubstr("p.truth.json"));
  EXPECT_THAT(error_of([&] { read_truth(write("p.layers.png", "x")); }), HasSubstr("p.layers.png"));
  EXPECT_THAT(error_of([&] { read_hypotheses({write("p.hocr", "<html/>")}); }), HasSubstr("p.hocr"));
  EXPECT_THAT(error_of([&] { read_hypotheses({write("q.typed.txt", "\xFF\xFE")}); }),
              HasSubstr("q.typed.txt"));
  EXPECT_THAT(error_of([&] { read_hypotheses({write("p.amended.txt", "x")}); }), HasSubstr("p.amended.txt"));
  fs::create_directories(folder_ / "empty");
  EXPECT_THAT(error_of([&] { read_hypotheses({folder_ / "empty"}); }), HasSubstr("empty"));
}

TEST_F(Materials, AColorPictureIsNoLabelPicture) {
  // A PNG of 1 x 1 pixels in 8-bit RGB.
  const unsigned char bytes[] = {
      0x89, 'P',  'N',  'G', 13,  10, 26,   10,   0,    0,    0,    13,   'I',  'H',  'D',  'R', 0, 0,
      0,    1,    0,    0,   0,   1,  8,    2,    0,    0,    0,    0x90, 0x77, 0x53, 0xDE, 0,   0, 0,
      12,   'I',  'D',  'A', 'T', 8,  0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0,    0,    3,    1,    1,   0, 0x18,
      0xDD, 0x8D, 0xB0, 0,   0,   0,  0,    'I',  'E',  'N',  'D',  0xAE, 0x42, 0x60, 0x82};
  const fs::path file = write("p.png", {reinterpret_cast<const char*>(bytes), sizeof bytes});
  EXPECT_THAT(error_of([&] { read_truth(file); }), HasSubstr("no picture of labels"));
}

TEST_F(Materials, XmlOfAnotherKindIsNoTranscription) {
  for (const char* bytes : {"", "<svg/>", "<?xml version=\"1.0\"?><svg/>"})
    EXPECT_EQ(error_of([&] { read_truth(write("a.xml", bytes)); }).find("no error"), std::string::npos)
        << bytes;
  EXPECT_EQ(
      read_truth(write("b.xml",
                       "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>\u0434\u0430</p></body>"
                       "</text></TEI>"))
          .size(),
      1U);
}

TEST_F(Materials, PagesOfOneImageAreTheNumberedOnes) {
  const auto two_pages = [](const std::string& first, const std::string& second) {
    return "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><div class=\"ocr_page\" title='bbox 0 0 90 "
           "90; " +
           first + "'/><div class=\"ocr_page\" title='bbox 0 0 90 90; " + second + "'/></body></html>";
  };
  const auto stems_in = [&](const std::string& first, const std::string& second) {
    return stems(read_hypotheses({write("read.hocr", two_pages(first, second))}));
  };
  EXPECT_THAT(stems_in("image \"a.tif\"; ppageno 0", "image \"a.tif\"; ppageno 1"),
              ElementsAre("a-p001", "a-p002"));
  EXPECT_THAT(stems_in("image \"a.tif\"; ppageno 4", "image \"a.tif\"; ppageno 2"),
              ElementsAre("a-p005", "a-p003"));
  EXPECT_THAT(stems_in("ppageno 0", "ppageno 1"), ElementsAre("read-p001", "read-p002"));
  EXPECT_THAT(stems_in("image \"a.tif\"; ppageno 0", "image \"b.tif\"; ppageno 0"), ElementsAre("a", "b"));
  // Tesseract numbers pages from 0 where ALTO does from 1.
  EXPECT_THAT(
      stems(read_hypotheses({write(
          "read.xml",
          "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Description><sourceImageInformation>"
          "<fileName>b.tif</fileName></sourceImageInformation></Description><Layout>"
          "<Page ID=\"p0\" PHYSICAL_IMG_NR=\"0\"/><Page ID=\"p1\" "
          "PHYSICAL_IMG_NR=\"1\"/></Layout></alto>")})),
      ElementsAre("b-p001", "b-p002"));
}

TEST_F(Materials, AByteOrderMarkIsNoLetter) {
  EXPECT_EQ(read_hypotheses({write("a.txt", "\xEF\xBB\xBFone")}).at(0).typed, "one");
  EXPECT_EQ(read_truth(write("a.typed.txt", "\xEF\xBB\xBFone")).at(0).typed, "one");
}

TEST_F(Materials, SuffixesMayBeInCapitals) {
  write("read/P1.TXT", "one");
  write("read/p2.Typed.txt", "two");
  EXPECT_THAT(stems(read_hypotheses({folder_ / "read"})), ElementsAre("P1", "p2"));
}

TEST_F(Materials, WhatIsMissingIsNamed) {
  EXPECT_THAT(error_of([&] { read_truth(folder_ / "none"); }), HasSubstr("no such file or folder"));
  EXPECT_THAT(error_of([&] { read_hypotheses({folder_ / "none.txt"}); }),
              HasSubstr("no such file or folder"));
}

TEST_F(Materials, LinksThatLeadNowhereAreNoFiles) {
  write("a.txt", "one");
  fs::create_symlink("circle.txt", folder_ / "circle.txt");
  fs::create_symlink("nowhere", folder_ / "lost.txt");
  EXPECT_THAT(stems(read_truth(folder_)), ElementsAre("a"));
}

}  // namespace
}  // namespace folio
