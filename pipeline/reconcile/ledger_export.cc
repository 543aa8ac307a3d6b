#include "reconcile/ledger_export.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/text.h"

namespace folio {
namespace {

using Json = nlohmann::ordered_json;
using Outcome = LedgerEntry::Outcome;

/// A row of tab-separated text.
class Row {
 public:
  Row& add(std::string_view field) {
    if (!first_) text_ += '\t';
    first_ = false;
    text_ += tsv_field(field);
    return *this;
  }
  Row& add(int number) { return add(number > 0 ? std::to_string(number) : ""); }
  Row& add(double share) { return add(fmt::format("{:.3f}", share)); }
  Row& add(const Box& box) {
    return add(box.empty() ? "" : fmt::format("{} {} {} {}", box.x0, box.y0, box.x1, box.y1));
  }
  std::string finish() { return std::move(text_) + '\n'; }

 private:
  std::string text_;
  bool first_ = true;
};

std::string_view layer_name(Layer layer) {
  return layer == Layer::none ? std::string_view() : name_of(layer);
}

/// As the outcome of a token is called in the ledger for programs.
std::string_view token_outcome(const LedgerEntry& entry) {
  switch (entry.outcome) {
    case Outcome::confirmed:
      return "placed";
    case Outcome::corrected:
      return "corrected-reading";
    case Outcome::placed:
      return "placed-by-inference";
    case Outcome::not_found:
    case Outcome::not_in_transcription:
      break;
  }
  return "not-on-page";
}

std::string_view ink_outcome(const LedgerEntry& entry) {
  switch (entry.outcome) {
    case Outcome::confirmed:
      return "confirmed";
    case Outcome::corrected:
    case Outcome::placed:
      return "replaced";
    case Outcome::not_found:
    case Outcome::not_in_transcription:
      break;
  }
  return "not-transcribed";
}

double rounded(double share) { return std::round(share * 1000) / 1000; }

void set(Json& json, const char* key, std::string_view text) {
  if (!text.empty()) json[key] = text;
}

void set_box(Json& json, const Box& box) {
  if (!box.empty()) json["box"] = {box.x0, box.y0, box.x1, box.y1};
}

Json json_of(const LedgerEntry& entry, std::string_view kind, std::string_view outcome,
             std::string_view stem) {
  Json json{{"kind", kind}, {"outcome", outcome}};
  set(json, "text", entry.truth);
  if (entry.truth_line > 0) {
    json["line"] = entry.truth_line;
    json["column"] = entry.truth_column;
  }
  set(json, "page", stem);
  set(json, "word", entry.word_id);
  set_box(json, entry.box);
  set(json, "layer", layer_name(entry.layer));
  set(json, "ocr", entry.ocr);
  json["score"] = rounded(entry.score);
  if (entry.after_line > 0) json["after"] = {{"line", entry.after_line}, {"column", entry.after_column}};
  if (entry.difference != Difference::none) {
    json["difference"] = name_of(entry.difference);
    json["transcription_wrong"] = rounded(entry.transcription_wrong);
    json["reading_wrong"] = rounded(entry.reading_wrong);
  }
  set(json, "reason", entry.reason);
  return json;
}

void write_line(const Json& json, const Sink& sink) {
  sink(json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
}

/// The ink's side of the account: every word of the page, and its unread lines.
void write_ink(const LedgerEntry& entry, std::string_view stem, const Sink& sink) {
  if (entry.outcome == Outcome::not_found ||
      (entry.word_id.empty() && entry.outcome != Outcome::not_in_transcription))
    return;
  write_line(json_of(entry, "ink", ink_outcome(entry), stem), sink);
}

}  // namespace

void write_ledger_tsv(const ReconciledFolio& folio, const Sink& sink) {
  sink("outcome\ttruth\tocr\tpage\tword\tline\tcolumn\treason\tlayer\tbox\tscore\n");
  const auto write = [&](const LedgerEntry& entry, std::string_view stem) {
    Row row;
    row.add(name_of(entry.outcome)).add(entry.truth).add(entry.ocr).add(stem).add(entry.word_id);
    row.add(entry.truth_line).add(entry.truth_column).add(entry.reason).add(layer_name(entry.layer));
    row.add(entry.box).add(entry.score);
    sink(row.finish());
  };
  for (const ReconciledPage& page : folio.pages)
    for (const LedgerEntry& entry : page.ledger) write(entry, page.text.origin.stem);
  for (const LedgerEntry& entry : folio.ledger) write(entry, "");
}

void write_ledger_jsonl(const ReconciledFolio& folio, const Sink& sink) {
  for (const ReconciledPage& page : folio.pages) {
    const std::string& stem = page.text.origin.stem;
    for (const LedgerEntry& entry : page.ledger) {
      if (entry.outcome != Outcome::not_in_transcription)
        write_line(json_of(entry, "token", token_outcome(entry), stem), sink);
      write_ink(entry, stem, sink);
    }
  }
  for (const LedgerEntry& entry : folio.ledger)
    write_line(json_of(entry, "token", token_outcome(entry), ""), sink);
  for (const MarkEntry& mark : folio.marks) {
    Json json{{"kind", "mark"}, {"mark", name_of(mark.kind)}, {"outcome", name_of(mark.outcome)}};
    set(json, "text", mark.text);
    if (mark.line > 0) {
      json["line"] = mark.line;
      json["column"] = mark.column;
    }
    if (mark.page_idx >= 0)
      set(json, "page", folio.pages[static_cast<size_t>(mark.page_idx)].text.origin.stem);
    set_box(json, mark.box);
    json["score"] = rounded(mark.confidence);
    set(json, "reason", mark.reason);
    write_line(json, sink);
  }
  for (const TranslationMark& mark : folio.parallel.marks) {
    Json json{{"kind", "translation"}, {"mark", name_of(mark.kind)}, {"outcome", name_of(mark.outcome)}};
    set(json, "text", mark.original);
    set(json, "translation", mark.translation);
    if (mark.original_line > 0) {
      json["line"] = mark.original_line;
      json["column"] = mark.original_column;
    }
    set(json, "ink", mark.ink);
    set(json, "page", mark.stem);
    set_box(json, mark.box);
    set(json, "reason", mark.reason);
    write_line(json, sink);
  }
}

std::vector<Disagreement> disagreements(const ReconciledFolio& folio, Blamed blamed) {
  std::vector<Disagreement> out;
  for (const ReconciledPage& page : folio.pages)
    for (const LedgerEntry& entry : page.ledger)
      if (entry.outcome != Outcome::confirmed) out.push_back({&entry, page.text.origin.stem});
  for (const LedgerEntry& entry : folio.ledger) out.push_back({&entry, {}});
  std::ranges::stable_sort(out, std::ranges::greater{}, [&](const Disagreement& row) {
    return blamed == Blamed::transcription ? row.entry->transcription_wrong : row.entry->reading_wrong;
  });
  return out;
}

void write_disagreements(const ReconciledFolio& folio, Blamed blamed, const Sink& sink) {
  sink(
      "transcription_wrong\treading_"
      "wrong\tdifference\ttruth\tocr\tpage\tword\tbox\tline\tcolumn\tlayer\treason\n");
  for (const auto& [entry, stem] : disagreements(folio, blamed)) {
    // What the transcription lacks stands after the word that begins here.
    const bool extra = entry->truth_line == 0;
    Row row;
    row.add(entry->transcription_wrong).add(entry->reading_wrong).add(name_of(entry->difference));
    row.add(entry->truth).add(entry->ocr).add(stem).add(entry->word_id).add(entry->box);
    row.add(extra ? entry->after_line : entry->truth_line)
        .add(extra ? entry->after_column : entry->truth_column);
    row.add(layer_name(entry->layer));
    row.add(extra && entry->reason.empty()
                ? "not in the transcription: after the word at this line and column"
                : std::string_view(entry->reason));
    sink(row.finish());
  }
}

std::string ledger_summary(const ReconciledFolio& folio) {
  std::array<int, 5> counts{};
  int pages_without = 0;
  const auto count = [&](const LedgerEntry& entry) { ++counts.at(static_cast<size_t>(entry.outcome)); };
  for (const ReconciledPage& page : folio.pages) {
    std::ranges::for_each(page.ledger, count);
    pages_without += !page.ledger.empty() && std::ranges::all_of(page.ledger, [](const LedgerEntry& entry) {
      return entry.outcome == Outcome::not_in_transcription;
    });
  }
  std::ranges::for_each(folio.ledger, count);
  const auto of = [&](Outcome outcome) { return counts.at(static_cast<size_t>(outcome)); };
  const int tokens =
      of(Outcome::confirmed) + of(Outcome::corrected) + of(Outcome::placed) + of(Outcome::not_found);
  std::string out = fmt::format("{} words of the transcription, {} pages\n", tokens, folio.pages.size());
  const auto line = [&](int value, std::string_view what) {
    out += fmt::format("{:>8} {:>6.2f} %  {}\n", value, tokens == 0 ? 0 : 100.0 * value / tokens, what);
  };
  line(of(Outcome::confirmed), "read on the pages as the transcription has them");
  line(of(Outcome::corrected), "found, read otherwise: the transcription's text stands");
  line(of(Outcome::placed), "placed on ink that was not read, or by inference");
  line(of(Outcome::not_found), "on no page");
  line(of(Outcome::not_in_transcription),
       "words and unread lines of the pages that the transcription has not");
  if (pages_without > 0) out += fmt::format("{:>8} pages have no word of the transcription\n", pages_without);
  for (const MarkEntry::Kind kind : {MarkEntry::Kind::struck, MarkEntry::Kind::handwritten,
                                     MarkEntry::Kind::stamp, MarkEntry::Kind::print}) {
    std::array<int, 4> marks{};
    for (const MarkEntry& mark : folio.marks)
      if (mark.kind == kind) ++marks.at(static_cast<size_t>(mark.outcome));
    if (std::ranges::all_of(marks, [](int n) { return n == 0; })) continue;
    out += fmt::format(
        "{}: {} marks agree with the ink, {} do not, {} have no ink; {} places of the ink without a mark\n",
        name_of(kind), marks[0], marks[1], marks[2], marks[3]);
  }
  if (!folio.parallel.empty()) {
    std::array<int, 4> marks{};
    for (const TranslationMark& mark : folio.parallel.marks) ++marks.at(static_cast<size_t>(mark.outcome));
    out += fmt::format(
        "translation: {} marks agree with the original, {} are not told of, {} the original has not, {} of "
        "which the ink shows\n",
        marks[0], marks[1], marks[2] + marks[3], marks[3]);
  }
  int likely = 0;
  for (const Disagreement& row : disagreements(folio, Blamed::transcription))
    likely += row.entry->transcription_wrong >= 0.5;
  out += fmt::format(
      "{} disagreements are more likely the transcription's fault: disagreements.tsv has them first\n",
      likely);
  return out;
}

}  // namespace folio
