// Figures on real scans, beside those of the tesseract command in the same run, held against floors.csv.
// usage: real_accuracy FOLIO SCANS WORK-FOLDER [--bench]
//   SCANS: folders of scans, one a set, each with images/ and some with truths; --bench: only the processor
//   time of autocode, which is printed and never fails.
// Exit 0 when every floor holds, 1 when one does not, 77 (skipped) when SCANS is not there, else that of the
// Error.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "floors.h"
#include "hand_skew.h"
#include "line_order.h"
#include "metrics/comparison/page_matching.h"
#include "metrics/figure_names.h"
#include "metrics/materials.h"
#include "run_program.h"
#include "struck_words.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr int kSkipped = 77;

/// A set whose typed text is known.
struct TypedSet {
  std::string name;
  std::string truths;  ///< folder of its transcriptions
  std::string resolution =
      {};  ///< pixels per inch that the tesseract command is told; empty = the file says so
};

const std::array<TypedSet, 4>& typed_sets() {
  static const std::array<TypedSet, 4> sets{
      TypedSet{.name = "ru-typed-autocode-1969", .truths = "gt_lines"},
      TypedSet{.name = "ru-typed-hw-jinr-assembler-1969", .truths = "gt"},
      TypedSet{.name = "ru-typed-timecapsule-1972", .truths = "gt", .resolution = "100"},
      TypedSet{.name = "ru-typed-typewriter-samples", .truths = "gt"}};
  return sets;
}

constexpr const char* kAutocode = "ru-typed-autocode-1969";
constexpr const char* kJinr = "ru-typed-hw-jinr-assembler-1969";
constexpr const char* kNabuco = "binarization-dibco-nabuco";
constexpr const char* kTapuscorpus = "fr-typed-tapuscorpus";
constexpr const char* kScans = "scans";

/// A set whose truth (ALTO) tells typed from handwritten words, and the figures of it that are held.
struct LayeredSet {
  std::string name, truths;
  std::vector<std::string> held;
};

const std::array<LayeredSet, 3>& layered_sets() {
  static const std::array<LayeredSet, 3> sets{
      LayeredSet{"en-mixed-stanford-memorials", "alto", {"cer", "order-free-cer", "typed.f1", "order.tau"}},
      LayeredSet{"fr-typed-tapuscorpus", "xml", {"cer", "order-free-cer", "typed.f1", "order.tau"}},
      LayeredSet{"multi-typed-ehri", "alto", {"cer", "order-free-cer", "typed.f1", "order.tau"}}};
  return sets;
}

constexpr const char* kBench = "bench";

struct Places {
  std::string program;
  fs::path scans, work;
};

std::vector<fs::path> sorted(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

std::string language_of(const std::string& set) {
  if (set.starts_with("ru-")) return "rus";
  if (set.starts_with("fr-")) return "fra";
  if (set.starts_with("multi-")) return "eng+deu";
  return "eng";
}

ProgramRun digitize(const Places& places, const std::string& set, const std::string& input,
                    const fs::path& out, std::vector<std::string> options) {
  fs::remove_all(out);
  std::vector<std::string> command{places.program, "digitize",       input, "-o", out.string(),
                                   "-l",           language_of(set), "-q"};
  command.insert(command.end(), options.begin(), options.end());
  return run_program(command, fs::path(out.string() + ".errors.txt"));
}

ProgramRun tesseract(const Places& places, const TypedSet& set, const fs::path& image) {
  std::vector<std::string> command{"tesseract", image.string(), "-", "-l", "rus", "--psm", "3"};
  if (!set.resolution.empty()) command.insert(command.end(), {"--dpi", set.resolution});
  // More threads than one make it slower, and its time is measured.
  return run_program(command, places.work / "tesseract.errors.txt", {{"OMP_THREAD_LIMIT", "1"}});
}

/// A page of a typed set: its transcription's typed reading and its image. Hand-lettered and printed pages,
/// and what an archive wrote over (…-original), are not typed pages.
struct TypedPage {
  PageMaterial truth;
  fs::path image;
};

std::vector<TypedPage> typed_pages(const Places& places, const TypedSet& set) {
  std::vector<TypedPage> out;
  const std::vector<fs::path> images = sorted(places.scans / set.name / "images");
  for (PageMaterial& truth : read_truth(places.scans / set.name / set.truths)) {
    const auto not_typed = [&](const char* part) { return truth.stem.find(part) != std::string::npos; };
    if (std::ranges::any_of(std::array{"original", "murmansk", "rostov", "spb", "perm"}, not_typed)) continue;
    const auto image =
        std::ranges::find_if(images, [&](const fs::path& path) { return path.stem() == truth.stem; });
    if (image != images.end() && truth.typed) out.push_back({std::move(truth), *image});
  }
  return out;
}

ErrorRate rate(const TypedPage& page, const std::string& text) {
  return character_error_rate(*page.truth.typed, text, typescript_normalizations());
}

/// Digitizes every set; the products stay in WORK/SET. Gives how many scans did not finish.
size_t digitize_all(const Places& places) {
  size_t unfinished = 0;
  for (const fs::path& set : sorted(places.scans)) {
    if (!fs::is_directory(set / "images")) continue;
    const std::string name = set.filename().string();
    const fs::path out = places.work / name;
    const ProgramRun run = digitize(places, name, (set / "images").string(), out, {});
    size_t missing = 0;
    const std::vector<fs::path> images = sorted(set / "images");
    for (const fs::path& image : images) {
      if (fs::exists(out / (image.stem().string() + ".hocr"))) continue;
      ++missing;
      fmt::print("  did not finish: {}\n", image.string());
    }
    fmt::print("  {:<34}  {:>2} scans, exit {}, {:.1f} s of processor a scan, peak {:.0f} MB\n", name,
               images.size(), run.exit_code,
               run.cpu_seconds / std::max<double>(1, static_cast<double>(images.size())), run.peak_megabytes);
    std::fflush(stdout);
    // A run that ended badly counts even where all products are there.
    unfinished += std::max<size_t>(missing, run.exit_code == 0 ? 0 : 1);
  }
  return unfinished;
}

void check_typed(const Places& places, const TypedSet& set, FloorCheck& floors) {
  ErrorRate ours, theirs;
  std::string pages;
  for (const TypedPage& page : typed_pages(places, set)) {
    const fs::path text = places.work / set.name / (page.truth.stem + ".typed.txt");
    const ErrorRate our_rate =
        rate(page, fs::exists(text) ? read_hypotheses({text}).front().typed.value_or("") : std::string());
    const ErrorRate their_rate = rate(page, tesseract(places, set, page.image).output);
    pages += fmt::format("  {}: {} of {} characters wrong, tesseract {}\n", page.truth.stem,
                         our_rate.edits.distance(), our_rate.count, their_rate.edits.distance());
    ours += our_rate;
    theirs += their_rate;
  }
  fmt::print("{}", pages);
  print_floor_heading();
  floors.check(set.name, "cer", ours.value());
  std::optional<double> ratio;
  if (theirs.edits.distance() > 0)
    ratio = static_cast<double>(ours.edits.distance()) / static_cast<double>(theirs.edits.distance());
  floors.check(set.name, "cer-over-tesseract", ratio);
}

/// What folio made of a page; nothing when it did not finish.
std::optional<PageText> digitized(const Places& places, const std::string& set, const std::string& stem) {
  const fs::path hocr = places.work / set / (stem + ".hocr");
  return fs::exists(hocr) ? read_hypotheses({hocr}).front().text : std::nullopt;
}

/// Skew against that of baselines measured by hand.
void check_skew(const Places& places, FloorCheck& floors) {
  std::optional<double> worst;
  for (const HandSkew& hand : read_hand_skews(fs::path(FOLIO_HAND_SKEWS))) {
    const std::optional<PageText> page = digitized(places, kAutocode, hand.stem);
    const double off = page ? page->skew.degrees - hand.degrees : 90;
    fmt::print("  {}: skew by hand {:.3f}, off by {:+.3f} degrees\n", hand.stem, hand.degrees, off);
    worst = std::max(worst.value_or(0), std::abs(off));
  }
  print_floor_heading();
  floors.check(kAutocode, "skew-worst-degrees", worst);
}

std::string text_of(const TextLine& line) {
  std::string text;
  for (const Word& word : line.words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

/// Order of the typed lines against that of the transcription.
void check_line_order(const Places& places, const TypedSet& set, FloorCheck& floors) {
  size_t pages = 0, compared = 0;
  for (const TypedPage& page : typed_pages(places, set)) {
    std::vector<std::string> found;
    if (const std::optional<PageText> text = digitized(places, set.name, page.truth.stem)) {
      for (const TextLine& line : text->lines)
        if (line.layer == Layer::typed) found.push_back(text_of(line));
    }
    const std::vector<std::string> truth = split_lines(*page.truth.typed);
    const LineOrder order = compare_line_order(found, truth);
    compared += order.compared;
    // A page of which next to nothing was found has no order.
    const bool too_few = 2 * order.compared < truth.size();
    if (too_few)
      fmt::print("  {}: of {} lines only {} found\n", page.truth.stem, truth.size(), order.compared);
    if (order.fault)
      fmt::print("  {}: \"{}\" comes before \"{}\"\n", page.truth.stem, order.fault->first,
                 order.fault->second);
    pages += order.fault || too_few ? 1 : 0;
  }
  fmt::print("  {}: order of {} lines compared\n", set.name, compared);
  print_floor_heading();
  floors.check(set.name, "pages-out-of-order",
               compared > 0 ? std::optional(static_cast<double>(pages)) : std::nullopt);
}

/// Struck typed words against those that were marked by hand.
void check_strikes(const Places& places, FloorCheck& floors) {
  StruckWordScores sum;
  for (const MarkedPage& page : read_marked_strikes(fs::path(FOLIO_MARKED_STRIKES))) {
    std::vector<Box> found;
    if (const std::optional<PageText> text = digitized(places, kTapuscorpus, page.stem)) {
      for (const TextLine& line : text->lines) {
        if (line.layer != Layer::typed) continue;
        for (const Word& word : line.words)
          if (word.status == WordStatus::struck) found.push_back(word.box);
      }
    }
    const StruckWordScores scores = compare_struck_words(page.words, Layer::typed, found);
    if (scores.recall.count + scores.precision.count > 0)
      fmt::print("  {}: {} of {} marked strikes found, {} of {} found strikes marked\n", page.stem,
                 scores.recall.hits, scores.recall.count, scores.precision.hits, scores.precision.count);
    sum += scores;
  }
  print_floor_heading();
  floors.check(kTapuscorpus, "strike-precision", sum.precision.value());
  floors.check(kTapuscorpus, "strike-recall", sum.recall.value());
  floors.check(kTapuscorpus, "strike-f1", sum.f1());
}

/// Prints all figures of a set, as `folio evaluate` does, and holds some.
void check_layered(const Places& places, const LayeredSet& set, FloorCheck& floors) {
  const Pairing pairing =
      pair_up(read_truth(places.scans / set.name / set.truths), read_hypotheses({places.work / set.name}));
  Scores scores;
  for (const Pairing::Pair& pair : pairing.pairs)
    scores += evaluate(pair.truth, pair.hypothesis, typescript_normalizations());
  const std::vector<Figure> figures = scores.figures();
  fmt::print("  {}: {} pages\n", set.name, pairing.pairs.size());
  for (const Figure& figure : figures)
    if (figure.value)
      fmt::print("  {:<20} {:>8.4f}  of {:>6} {}\n", figure.name, *figure.value, figure.count, figure.unit);
  print_floor_heading();
  for (const std::string& name : set.held) floors.check(set.name, name, find_figure(figures, name)->value);
}

void check_nabuco(const Places& places, FloorCheck& floors) {
  const Pairing pairing =
      pair_up(read_truth(places.scans / kNabuco / "class_masks"), read_hypotheses({places.work / kNabuco}));
  Scores scores;
  for (const Pairing::Pair& pair : pairing.pairs) scores += evaluate(pair.truth, pair.hypothesis, {});
  const LayerOverlaps layers = scores.layers.value_or(LayerOverlaps{});
  floors.check(kNabuco, "iou-typed", layers[Layer::typed].value());
  floors.check(kNabuco, "iou-hand", layers[Layer::hand].value());
}

void check_memory(const Places& places, FloorCheck& floors) {
  const std::vector<fs::path> images = sorted(places.scans / kJinr / "images");
  const ProgramRun run =
      digitize(places, kJinr, images.front().string(), places.work / "memory", {"--jobs", "1"});
  floors.check(kJinr, "peak-mb", run.exit_code == 0 ? std::optional(run.peak_megabytes) : std::nullopt);
}

bool check_all(const Places& places) {
  FloorCheck floors(read_floors(fs::path(FOLIO_FLOORS)));
  std::vector<std::string> sets{kScans, kNabuco};
  const size_t unfinished = digitize_all(places);
  for (const TypedSet& set : typed_sets()) {
    check_typed(places, set, floors);
    if (set.name == kAutocode || set.name == kJinr) check_line_order(places, set, floors);
    sets.push_back(set.name);
  }
  for (const LayeredSet& set : layered_sets()) {
    check_layered(places, set, floors);
    sets.push_back(set.name);
  }
  check_skew(places, floors);
  check_strikes(places, floors);
  check_nabuco(places, floors);
  check_memory(places, floors);
  floors.check(kScans, "unfinished", static_cast<double>(unfinished));
  return floors.finish(sets);
}

/// Processor time of whole runs a page, by turns, so that both meet the same load.
void bench(const Places& places) {
  FloorCheck floors(read_floors(fs::path(FOLIO_FLOORS)));
  double ours = 0, theirs = 0;
  const std::vector<TypedPage> pages = typed_pages(places, typed_sets().front());
  for (const TypedPage& page : pages) {
    theirs += tesseract(places, typed_sets().front(), page.image).cpu_seconds;
    const ProgramRun run =
        digitize(places, kAutocode, page.image.string(), places.work / "bench", {"--jobs", "1"});
    if (run.exit_code != 0)
      throw Error(static_cast<ErrorCode>(run.exit_code), "digitize failed", "see bench.errors.txt");
    ours += run.cpu_seconds;
  }
  const auto count = static_cast<double>(std::max<size_t>(1, pages.size()));
  fmt::print("  processor seconds a page of {}: folio {:.2f}, tesseract {:.2f}\n", kAutocode, ours / count,
             theirs / count);
  print_floor_heading();
  floors.check(kBench, "cpu-over-tesseract", theirs > 0 ? std::optional(ours / theirs) : std::nullopt);
}

int run(const Places& places, bool bench_only) {
  if (!fs::is_directory(places.scans)) {
    fmt::print("skipped: no {}\n", places.scans.string());
    return kSkipped;
  }
  if (bench_only) {
    bench(places);
    return 0;
  }
  return check_all(places) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  const bool bench_only = argc == 5 && std::string_view(argv[4]) == "--bench";
  if (argc != 4 && !bench_only) {
    fmt::print(stderr, "usage: real_accuracy FOLIO SCANS WORK-FOLDER [--bench]\n");
    return 1;
  }
  try {
    return folio::run({argv[1], argv[2], argv[3]}, bench_only);
  } catch (const folio::Error& error) {
    fmt::print(stderr, "real_accuracy: {}\n", error.message());
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    fmt::print(stderr, "real_accuracy: {}\n", error.what());
    return 2;
  }
}
