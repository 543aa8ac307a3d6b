// Draws the leaves of the record (scans/mikoyan-telegram/drawn) anew, each time with other wear, noise, skew,
// strokes and places of the handwriting, digitizes them with the record's transcription, and counts its words
// on the right box and in the right layer. usage: record_accuracy FOLIO REPOSITORY WORK-FOLDER [FOLIOS] (3)
// Exit 0 when every floor holds, 1 when one does not, else that of the Error.
#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/error.h"
#include "drawing/draw_leaf.h"
#include "floors.h"
#include "foreign/tiff_writer.h"
#include "metrics/materials.h"
#include "metrics/record_words.h"
#include "metrics/word_scores.h"
#include "run_program.h"
#include "support/drawn_pages.h"
#include "transcription/notation_parser.h"
#include "whole_number.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSample = "mikoyan-telegram";
constexpr const char* kSet = "drawn-record";

/// Another scan of another typing of the same leaf.
LeafDescription varied(LeafDescription leaf, int folio) {
  leaf.seed += 1000 * static_cast<std::uint64_t>(folio);
  leaf.scan.skew_degrees = (folio % 2 == 0 ? 1 : -1) * (0.3 + 0.35 * (folio % 4));
  leaf.scan.noise += 0.8 * (folio % 3);
  leaf.typewriter.wear.jitter_mm *= 1 + 0.2 * (folio % 3);
  // The faces of the record's leaves come from the network; those of Debian are at hand everywhere.
  for (auto& [name, hand] : leaf.hands) {
    hand.face = "hand";
    hand.slant_degrees += 4 * (folio % 3);
    hand.wander_mm *= 1 + 0.3 * (folio % 2);
  }
  return leaf;
}

struct Sums {
  WordScores recall, typed, precision;
};

/// The layer's lines only.
PageText layer_of(const PageText& page, Layer layer) {
  PageText out = page;
  std::erase_if(out.lines, [&](const TextLine& line) { return line.layer != layer; });
  return out;
}

/// Only the words that the transcription gave.
PageText given_words(const PageText& page) {
  PageText out = page;
  for (TextLine& line : out.lines)
    std::erase_if(line.words, [](const Word& word) { return word.source == TextSource::recognizer; });
  return out;
}

void measure(const std::string& program, const fs::path& repository, const fs::path& work, int folio,
             Sums& sums) {
  const fs::path scans = work / "scans";
  fs::remove_all(work);
  fs::create_directories(scans);
  std::vector<PageText> truths;
  std::vector<fs::path> leaves;
  for (const fs::directory_entry& entry : fs::directory_iterator(repository / "scans" / kSample / "drawn"))
    leaves.push_back(entry.path());
  std::ranges::sort(leaves);
  for (const fs::path& file : leaves) {
    const LeafDescription description = varied(read_leaf_description(file), folio);
    const DrawnLeaf leaf = draw_leaf(description, testing::debian_faces());
    write_jpeg_tiff(scans / (file.stem().string() + ".tif"), leaf.pixels, description.scan.dpi, 80);
    truths.push_back(leaf.truth);
    truths.back().origin.stem = file.stem().string();
  }
  const fs::path transcription = repository / "ground_truth" / (std::string(kSample) + ".txt");
  const ProgramRun run = run_program({program, "digitize", scans.string(), "-o", (work / "out").string(),
                                      "-l", "rus", "-q", "--transcription", transcription.string()},
                                     work / "errors.txt");
  if (run.exit_code != 0)
    throw Error(static_cast<ErrorCode>(run.exit_code), fmt::format("digitize ended with {}", run.exit_code),
                "see " + (work / "errors.txt").string());
  const RecordWords record = words_of_record(truths, read_transcription(transcription));
  for (size_t k = 0; k < truths.size(); ++k) {
    const PageText hypothesis =
        *read_hypotheses({work / "out" / (truths[k].origin.stem + ".hocr")}).front().text;
    sums.recall += word_scores(record.pages[k], hypothesis);
    sums.typed += word_scores(layer_of(record.pages[k], Layer::typed), hypothesis);
    sums.precision += word_scores(given_words(hypothesis), record.pages[k]);
    for (const MissedWord& miss : missed_words(record.pages[k], hypothesis))
      fmt::print("  {} {} {},{}: {} {} \"{}\": {} \"{}\"\n", folio, truths[k].origin.stem, miss.box.x0,
                 miss.box.y0, name_of(miss.layer), name_of(miss.status), miss.text, miss.reason, miss.found);
  }
}

int run(const std::string& program, const fs::path& repository, const fs::path& work, int folios) {
  FloorCheck floors(read_floors(fs::path(FOLIO_FLOORS)));
  Sums sums;
  for (int folio = 1; folio <= folios; ++folio)
    measure(program, repository, work / std::to_string(folio), folio, sums);
  print_floor_heading();
  floors.check(kSet, "record-words-placed", sums.recall.placed.value());
  floors.check(kSet, "record-words-precision", sums.precision.placed.value());
  floors.check(kSet, "struck-in-layer", sums.typed.struck_in_layer.value());
  floors.check(kSet, "inserted-in-layer", sums.recall.inserted_in_layer.value());
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  if (argc < 4 || argc > 5) {
    fmt::print(stderr, "usage: record_accuracy FOLIO REPOSITORY WORK-FOLDER [FOLIOS]\n");
    return 1;
  }
  try {
    return folio::run(argv[1], argv[2], argv[3],
                      argc > 4 ? static_cast<int>(folio::whole_number(argv[4])) : 3);
  } catch (const folio::Error& error) {
    fmt::print(stderr, "{}\n", error.message());
    return static_cast<int>(error.code());
  }
}
