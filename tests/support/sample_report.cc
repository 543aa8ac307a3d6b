#include "support/sample_report.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <opencv2/core.hpp>
#include <random>

#include "core/text.h"
#include "metrics/report/aligned_text.h"
#include "metrics/report/page_jpeg.h"

namespace folio {
namespace {

constexpr std::array kLines{
    "После прибытия в Пхеньян 19 сентября мы с тов. Пэн Дэ-хуаем",
    "в течение более 4 часов беседовали с тов. Ким Ир Сеном в",
    "присутствии тов. Нам Ира как переводчика на русский язык.",
    "Мы решили первую беседу иметь в самом узком составе, чтобы",
    "откровеннее поговорить. Мы своими советами хотим помочь",
    "корейскому руководству добиться единства руководства и дове-",
    "рия масс к руководству партии не мерами репрессий, а методами",
    "внутрипартийной демократии.",
};
const cv::Size kPage(1654, 2339);  // A4 at 200 dpi
constexpr int kCell = 20, kStep = 67;

/// The word with one letter taken for another.
std::string misread(const std::string& word, unsigned which) {
  std::vector<std::string> letters = grapheme_clusters(word);
  letters[which % letters.size()] = which % 3 == 0 ? "п" : which % 3 == 1 ? "е" : "и";
  std::string out;
  for (const std::string& letter : letters) out += letter;
  return out;
}

ReportWord word_at(const Box& box, const std::string& text) {
  ReportWord out;
  out.box = box;
  out.text = out.read = text;
  return out;
}

/// One line as a system has it: words to `words`, what it read to `read`.
void read_line(std::mt19937& random, const std::string& line, int y, unsigned errors_in_100,
               std::vector<ReportWord>& words, std::string& read) {
  int x = 200;
  for (const std::string& text : split_words(line)) {
    const int width = kCell * static_cast<int>(grapheme_clusters(text).size());
    ReportWord word = word_at({x, y, x + width, y + 34}, text);
    x += width + kCell;
    const unsigned chance = random() % 100;
    if (chance < errors_in_100 / 3) {
      word.outcome = WordOutcome::missed;
      word.read.clear();
      word.reason = "no word there";
    } else if (chance < errors_in_100) {
      word.read = misread(text, random() % 97);
      word.outcome = word.read == text ? WordOutcome::right : WordOutcome::misread;
      word.reason = word.read == text ? "" : "read otherwise";
    }
    read += word.read + (word.read.empty() ? "" : " ");
    words.push_back(std::move(word));
  }
  read += "\n";
}

/// Words of the other layers, one of each, right or wrong as `wrong` says.
void add_other_layers(std::vector<ReportWord>& words, bool wrong) {
  ReportWord hand = word_at({1150, 160, 1400, 215}, "Ознакомить");
  hand.layer = Layer::hand;
  ReportWord inserted = word_at({620, 455, 760, 492}, "называть");
  inserted.layer = Layer::hand;
  inserted.status = WordStatus::inserted;
  ReportWord struck = word_at({460, 501, 600, 535}, "создать");
  struck.status = WordStatus::struck;
  ReportWord stamp = word_at({1180, 2050, 1450, 2130}, "ВХОДЯЩИЙ");
  stamp.layer = Layer::stamp;
  ReportWord print = word_at({200, 60, 620, 100}, "ЦЕНТРАЛЬНЫЙ");
  print.layer = Layer::print;
  if (wrong) {
    hand.outcome = WordOutcome::missed;
    hand.read.clear();
    hand.reason = "no word there";
    struck.outcome = WordOutcome::wrong_layer;
    struck.reason = "status plain";
    stamp.outcome = WordOutcome::misread;
    stamp.read = "ВХОДЯЩНЙ";
    stamp.reason = "read otherwise";
    ReportWord extra = word_at({900, 1700, 1010, 1740}, "");
    extra.outcome = WordOutcome::extra;
    extra.read = "ии,";
    extra.reason = "no such word";
    words.push_back(extra);
  }
  for (const ReportWord& word : {hand, inserted, struck, stamp, print}) words.push_back(word);
}

/// Paper with grey bars where words are.
std::string picture_of(const std::vector<ReportWord>& words) {
  cv::Mat paper(kPage, CV_8UC3, cv::Scalar(214, 232, 240));
  for (const ReportWord& word : words) paper(to_rect(clip(word.box, kPage))).setTo(cv::Scalar(150, 140, 130));
  return page_jpeg(paper, picture_share(1));
}

PageReading reading_of_page(size_t page, size_t system, const std::string& truth) {
  std::mt19937 random(static_cast<unsigned>(7919 * page + 104729 * system + 1));
  PageReading out;
  out.size = kPage;
  std::string read;
  const unsigned errors_in_100 = static_cast<unsigned>(system == 0 ? 2 + page % 7 : 8 + 5 * (page % 5));
  int y = 300;
  for (const std::string& line : split_lines(truth)) {
    read_line(random, line, y, errors_in_100, out.words, read);
    y += kStep;
  }
  add_other_layers(out.words, system > 0 || page % 3 == 0);
  out.lines = aligned_text(truth, read, {});
  size_t edits = 0;
  for (const AlignedLine& line : out.lines) {
    for (const TextPiece& piece : line)
      edits += piece.kind == TextPiece::Kind::same ? 0 : grapheme_clusters(piece.truth + piece.read).size();
  }
  const size_t count = grapheme_clusters(truth).size();
  out.figures = {{.name = "cer",
                  .value = 0.7 * double(edits) / double(count),
                  .low = {},
                  .high = {},
                  .count = count,
                  .unit = "characters",
                  .note = {}}};
  return out;
}

ReportSystem system_of(const std::string& name, double error) {
  ReportSystem out;
  out.name = name;
  out.figures = {
      {"cer", error, 0.8 * error, 1.3 * error, 12345, "characters", ""},
      {"wer", 4 * error, 3.4 * error, 4.9 * error, 1890, "words", ""},
      {"struck.recall", 0.9 - error, std::nullopt, std::nullopt, 31, "words", "too few pages to tell"},
      {"placed", 0.99 - 3 * error, 0.98 - 4 * error, 1 - 2 * error, 1890, "words", ""},
      {"hand.iou", std::nullopt, std::nullopt, std::nullopt, 0, "pixels", ""},
  };
  out.confusions = {{"ш", "ии", 41}, {"е", "с", 30}, {" ", "", 22},
                    {"", ".", 9},    {"З", "3", 4},  {"<b>", "&", 1}};
  for (int k = 0; k < 10; ++k) {
    const double confidence = 0.05 + 0.1 * k;
    out.calibration.push_back(
        {confidence, std::max(0.0, confidence - 3 * error), static_cast<size_t>(3 + k * k * 5)});
    out.risk_coverage.push_back({0.1 * (k + 1), error * (k + 1) * (k + 1) / 25});
  }
  return out;
}

}  // namespace

ReportContents sample_report(size_t pages) {
  ReportContents out;
  out.title = "mikoyan-telegram";
  out.normalizations = "none";
  out.interval_of = "pages";
  out.notes = {"Left out, as not all systems have them: l17, l18."};
  out.systems = {system_of("folio", 0.021), system_of(std::string("tesseract ") + kHostileText, 0.064)};
  out.systems[1].differences = {{"cer", 0.043, 0.031, 0.055, "worse"}, {"wer", 0.172, 0.12, 0.22, "worse"}};
  for (size_t p = 0; p < pages; ++p) {
    ReportPage page{.name = fmt::format("leaf-{:03}", p + 1), .jpeg = {}, .readings = {}};
    std::string truth = p == 1 ? std::string(kHostileText) + "\n" : std::string();
    for (size_t k = 0; k < 24; ++k) truth += std::string(kLines[(p + k) % kLines.size()]) + "\n";
    for (size_t s = 0; s < out.systems.size(); ++s) page.readings.push_back(reading_of_page(p, s, truth));
    if (p == 2) {
      for (PageReading& reading : page.readings) {
        reading.size = {};
        for (ReportWord& word : reading.words) word.box = {};
      }
    }
    if (p == 3) page.jpeg = picture_of(page.readings[0].words);
    out.pages.push_back(std::move(page));
  }
  return out;
}

}  // namespace folio
