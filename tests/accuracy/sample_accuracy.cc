// Digitizes the sample folio without and with its transcription and holds the figures against floors.csv.
// usage: sample_accuracy FOLIO REPOSITORY WORK-FOLDER
// Exit 0 when every floor holds, 1 when one does not, else that of the Error.
#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/error.h"
#include "floors.h"
#include "metrics/comparison/page_matching.h"
#include "metrics/figure_names.h"
#include "metrics/materials.h"
#include "metrics/record_words.h"
#include "run_program.h"
#include "transcription/read_transcription.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSample = "mikoyan-telegram";
constexpr const char* kPlain = "sample";
constexpr const char* kTranscribed = "sample+transcription";

struct Places {
  std::string program;
  fs::path scans, truth, transcription, work;
};

std::string first_scan(const Places& places) {
  return (places.scans / (std::string(kSample) + "-l12.tif")).string();
}

ProgramRun digitize(const Places& places, const std::string& name, std::vector<std::string> inputs,
                    const std::vector<std::string>& options) {
  fs::remove_all(places.work / name);
  std::vector<std::string> command{places.program, "digitize"};
  command.insert(command.end(), inputs.begin(), inputs.end());
  command.insert(command.end(), {"-o", (places.work / name).string(), "-l", "rus", "-q"});
  command.insert(command.end(), options.begin(), options.end());
  const fs::path errors = places.work / (name + ".errors.txt");
  ProgramRun run = run_program(command, errors);
  if (run.exit_code != 0) {
    throw Error(static_cast<ErrorCode>(run.exit_code), fmt::format("digitize ended with {}", run.exit_code),
                "see " + errors.string());
  }
  return run;
}

/// Truth and hypothesis of each leaf; a leaf without either is an Error.
std::vector<Pairing::Pair> leaves(const Places& places, const std::string& name) {
  Pairing pairing = pair_up(read_truth(places.truth), read_hypotheses({places.work / name}));
  if (!pairing.without_hypothesis.empty() || !pairing.without_truth.empty() || pairing.pairs.empty())
    throw Error(ErrorCode::input, "leaves and truths are not the same",
                "see " + (places.work / name).string());
  return std::move(pairing.pairs);
}

std::optional<double> value_of(const Scores& scores, const std::string& figure) {
  const std::vector<Figure> figures = scores.figures();
  const Figure* found = find_figure(figures, figure);
  return found == nullptr ? std::nullopt : found->value;
}

Scores evaluate_all(const std::vector<Pairing::Pair>& pairs, const Normalizations& normalizations) {
  Scores scores;
  for (const Pairing::Pair& pair : pairs) scores += evaluate(pair.truth, pair.hypothesis, normalizations);
  return scores;
}

void check_plain(const Places& places, FloorCheck& floors) {
  digitize(places, kPlain, {places.scans.string()}, {});
  const std::vector<Pairing::Pair> pairs = leaves(places, kPlain);
  const Scores scores = evaluate_all(pairs, typescript_normalizations());
  for (const char* figure :
       {"cer", "iou-typed", "iou-hand", "iou-strike", "iou-stamp", "struck-recall", "struck-precision"})
    floors.check(kPlain, figure, value_of(scores, figure));
  floors.check(kPlain, "cer-unnormalized", value_of(evaluate_all(pairs, {}), "cer"));
}

/// The page with only the lines of one layer.
PageText layer_of(const PageText& page, Layer layer) {
  PageText out = page;
  std::erase_if(out.lines, [&](const TextLine& line) { return line.layer != layer; });
  return out;
}

void print_missed(const Pairing::Pair& pair, const PageText& wanted) {
  for (const MissedWord& miss : missed_words(wanted, *pair.hypothesis.text)) {
    fmt::print("  {} {},{}: {} {} \"{}\": {}{}\n", pair.truth.stem, miss.box.x0, miss.box.y0,
               name_of(miss.layer), name_of(miss.status), miss.text, miss.reason,
               miss.found.empty() || miss.found == miss.text ? "" : " \"" + miss.found + "\"");
  }
}

/// Words are compared as they stand, without any normalization: the transcription has given them.
void check_transcribed(const Places& places, FloorCheck& floors) {
  digitize(places, kTranscribed, {places.scans.string()}, {"--transcription", places.transcription.string()});
  const std::vector<Pairing::Pair> pairs = leaves(places, kTranscribed);
  std::vector<PageText> truths;
  truths.reserve(pairs.size());
  for (const Pairing::Pair& pair : pairs) truths.push_back(*pair.truth.text);
  const RecordWords record = words_of_record(truths, read_transcription(places.transcription));

  WordScores of_record, of_typed, of_all, of_given;
  fmt::print("words of the record that are not placed, or in the wrong layer:\n");
  for (size_t k = 0; k < pairs.size(); ++k) {
    const PageText& hypothesis = *pairs[k].hypothesis.text;
    of_record += word_scores(record.pages[k], hypothesis);
    of_typed += word_scores(layer_of(record.pages[k], Layer::typed), hypothesis);
    of_all += word_scores(truths[k], hypothesis);
    of_given += word_scores(given_words(hypothesis), record.pages[k]);
    print_missed(pairs[k], record.pages[k]);
  }
  // What was never drawn cannot be placed, and counts as not placed.
  of_record.placed.count += record.missing.size();
  for (const std::string& word : record.missing) fmt::print("  not on any leaf: {}\n", word);

  print_floor_heading();
  floors.check(kTranscribed, "record-words-placed", of_record.placed.value());
  floors.check(kTranscribed, "record-words-precision", of_given.placed.value());
  floors.check(kTranscribed, "struck-in-layer", of_typed.struck_in_layer.value());
  floors.check(kTranscribed, "inserted-in-layer", of_record.inserted_in_layer.value());
  floors.check(kTranscribed, "struck-precision", of_all.struck_precision.value());
  floors.check(kTranscribed, "inserted-precision", of_all.inserted_precision.value());
}

void check_memory(const Places& places, FloorCheck& floors) {
  const ProgramRun run = digitize(places, "memory", {first_scan(places)}, {"--jobs", "1", "--pdf"});
  floors.check(kPlain, "peak-mb", run.peak_megabytes);
}

int run(const Places& places) {
  FloorCheck floors(read_floors(fs::path(FOLIO_FLOORS)));
  check_transcribed(places, floors);
  check_plain(places, floors);
  check_memory(places, floors);
  return floors.finish({kPlain, kTranscribed}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: sample_accuracy FOLIO REPOSITORY WORK-FOLDER\n");
    return 1;
  }
  const std::filesystem::path repository = argv[2];
  try {
    return folio::run({argv[1], repository / "scans" / folio::kSample,
                       repository / "ground_truth" / folio::kSample,
                       repository / "ground_truth" / (std::string(folio::kSample) + ".txt"), argv[3]});
  } catch (const folio::Error& error) {
    fmt::print(stderr, "sample_accuracy: {}\n", error.message());
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    fmt::print(stderr, "sample_accuracy: {}\n", error.what());
    return 2;
  }
}
