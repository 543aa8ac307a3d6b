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
#include "transcription/read_transcription.h"
#include "whole_number.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSample = "mikoyan-telegram";
constexpr const char* kSet = "drawn-record";
constexpr const char* kSetInHands = "drawn-record-hands";

/// Another scan of another typing of the same leaf.
LeafDescription varied(LeafDescription leaf, int folio, bool own_hands) {
  leaf.seed += 1000 * static_cast<std::uint64_t>(folio);
  leaf.scan.skew_degrees = (folio % 2 == 0 ? 1 : -1) * (0.3 + 0.35 * (folio % 4));
  leaf.scan.noise += 0.8 * (folio % 3);
  leaf.typewriter.wear.jitter_mm *= 1 + 0.2 * (folio % 3);
  for (auto& [name, hand] : leaf.hands) {
    if (!own_hands) hand.face = "hand";
    hand.slant_degrees += 4 * (folio % 3);
    hand.wander_mm *= 1 + 0.3 * (folio % 2);
  }
  return leaf;
}

/// "NAME=FILE,FILE"
void add_face(Faces& faces, const std::string& argument) {
  const size_t equals = argument.find('=');
  if (equals == std::string::npos) throw Error(ErrorCode::arguments, argument + " is not NAME=FILE,FILE");
  std::vector<fs::path> files;
  for (size_t start = equals + 1; start <= argument.size();) {
    const size_t comma = std::min(argument.find(',', start), argument.size());
    files.emplace_back(argument.substr(start, comma - start));
    start = comma + 1;
  }
  faces.add(argument.substr(0, equals), files);
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

void measure(const std::string& program, const fs::path& repository, const fs::path& work, int folio,
             const Faces* hands, Sums& sums) {
  const fs::path scans = work / "scans";
  fs::remove_all(work);
  fs::create_directories(scans);
  std::vector<PageText> truths;
  std::vector<fs::path> leaves;
  for (const fs::directory_entry& entry : fs::directory_iterator(repository / "scans" / kSample / "drawn"))
    leaves.push_back(entry.path());
  std::ranges::sort(leaves);
  for (const fs::path& file : leaves) {
    const LeafDescription description = varied(read_leaf_description(file), folio, hands != nullptr);
    const DrawnLeaf leaf = draw_leaf(description, hands != nullptr ? *hands : testing::debian_faces());
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

int run(const std::string& program, const fs::path& repository, const fs::path& work, int folios,
        const Faces* hands) {
  FloorCheck floors(read_floors(fs::path(FOLIO_FLOORS)));
  const char* set = hands == nullptr ? kSet : kSetInHands;
  Sums sums;
  for (int folio = 1; folio <= folios; ++folio)
    measure(program, repository, work / std::to_string(folio), folio, hands, sums);
  print_floor_heading();
  floors.check(set, "record-words-placed", sums.recall.placed.value());
  floors.check(set, "record-words-precision", sums.precision.placed.value());
  floors.check(set, "struck-in-layer", sums.typed.struck_in_layer.value());
  floors.check(set, "inserted-in-layer", sums.recall.inserted_in_layer.value());
  Share marked = sums.typed.struck_in_layer;
  marked += sums.recall.inserted_in_layer;
  floors.check(set, "marked-in-layer", marked.value());
  return floors.finish({set}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: record_accuracy FOLIO REPOSITORY WORK-FOLDER [FOLIOS [NAME=FILE,FILE...]]\n");
    return 1;
  }
  try {
    folio::Faces hands;
    for (int k = 5; k < argc; ++k) folio::add_face(hands, argv[k]);
    return folio::run(argv[1], argv[2], argv[3],
                      argc > 4 ? static_cast<int>(folio::whole_number(argv[4])) : 3,
                      argc > 5 ? &hands : nullptr);
  } catch (const folio::Error& error) {
    fmt::print(stderr, "{}\n", error.message());
    return static_cast<int>(error.code());
  }
}
