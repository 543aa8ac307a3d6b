#include "metrics/materials.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "drawing/truth_json.h"
#include "export/page_reader.h"
#include "foreign/png_file.h"
#include "ingest/stems.h"
#include "transcription/notation_writer.h"
#include "transcription/read_transcription.h"
#include "transcription/tei_reader.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

/// Without a byte order mark, which is no letter of the text.
std::string plain_text(const fs::path& file) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  std::string bytes = read_file(file);
  if (bytes.starts_with(kMark)) bytes.erase(0, kMark.size());
  if (!is_utf8(bytes)) throw Error(ErrorCode::input, "is no UTF-8 text", "convert it to UTF-8");
  return bytes;
}

std::vector<PageMaterial> from_plain_text(const fs::path& file) {
  PageMaterial page;
  page.typed = plain_text(file);
  page.tells_layers = false;
  return {std::move(page)};
}

std::vector<PageMaterial> from_transcription(const fs::path& file) {
  PageMaterial page;
  page.marked = read_transcription(file);
  page.typed = reading_of(*page.marked, Reading::typed);
  return {std::move(page)};
}

std::vector<PageMaterial> from_truth_json(const fs::path& file) {
  PageMaterial page;
  page.text = truth_from_json(read_file(file)).text;
  return {std::move(page)};
}

std::vector<PageMaterial> from_labels(const fs::path& file) {
  PageMaterial page;
  page.labels = read_png_values(file);
  return {std::move(page)};
}

/// Pages that name one image of several pages, as Tesseract has those of a TIFF, or none, get the stems that
/// folio gives such pages: STEM-p001 and so on, by their numbers, or in their order where two have one
/// number.
void tell_apart(std::vector<PageText>& pages, const std::string& file_stem) {
  std::map<std::string, std::vector<PageOrigin*>> with_stem;
  for (PageText& page : pages) with_stem[page.origin.stem].push_back(&page.origin);
  for (const auto& [stem, origins] : with_stem) {
    if (origins.size() == 1 && !stem.empty()) continue;
    std::set<int> numbers;
    for (const PageOrigin* origin : origins) numbers.insert(origin->page_idx);
    const bool is_numbered = numbers.size() == origins.size();
    int count = 0;
    for (PageOrigin* origin : origins) {
      const int page_idx = is_numbered ? origin->page_idx : count++;
      origin->stem = page_stem(stem.empty() ? file_stem : stem, page_idx, static_cast<int>(pages.size()));
    }
  }
}

/// Pages of a file that has several are told apart by their own stems.
std::vector<PageMaterial> from_pages(const fs::path& file) {
  std::vector<PageText> pages = read_pages_file(file);
  if (pages.size() > 1) tell_apart(pages, file.stem().string());
  std::vector<PageMaterial> out;
  for (PageText& page : pages) {
    PageMaterial material;
    if (pages.size() > 1) material.stem = page.origin.stem;
    material.text = std::move(page);
    out.push_back(std::move(material));
  }
  return out;
}

/// A transcription may be XML too: TEI. Any other text would pass as one in the notation, tags and all.
std::vector<PageMaterial> from_xml(const fs::path& file) {
  const std::string bytes = read_file(file);
  if (page_format_of(bytes)) return from_pages(file);
  if (looks_like_xml(bytes)) return from_transcription(file);
  throw Error(ErrorCode::input, "is neither hOCR, ALTO, PAGE XML nor TEI: its root is none of theirs",
              "name a transcription in the notation .txt");
}

/// How a file with this end of its name is read. The first that fits counts.
struct Kind {
  std::string_view suffix;
  std::vector<PageMaterial> (*read)(const fs::path& file);
};

/// For a reading that is never compared.
constexpr auto kNotCompared = nullptr;

const std::vector<Kind>& truth_kinds() {
  static const std::vector<Kind> kinds{{".truth.json", from_truth_json},
                                       {".layers.png", from_labels},
                                       {".png", from_labels},
                                       {".typed.txt", from_plain_text},
                                       {".amended.txt", kNotCompared},
                                       {".diplomatic.txt", kNotCompared},
                                       {".txt", from_transcription},
                                       {".hocr", from_pages},
                                       {".html", from_pages},
                                       {".xhtml", from_pages},
                                       {".alto.xml", from_pages},
                                       {".page.xml", from_pages},
                                       {".tei.xml", from_transcription},
                                       {".xml", from_xml}};
  return kinds;
}

const std::vector<Kind>& hypothesis_kinds() {
  static const std::vector<Kind> kinds{{".hocr", from_pages},
                                       {".html", from_pages},
                                       {".xhtml", from_pages},
                                       {".alto.xml", from_pages},
                                       {".page.xml", from_pages},
                                       {".tei.xml", kNotCompared},
                                       {".xml", from_pages},
                                       {".layers.png", from_labels},
                                       {".typed.txt", from_plain_text},
                                       {".amended.txt", kNotCompared},
                                       {".diplomatic.txt", kNotCompared},
                                       {".txt", from_plain_text}};
  return kinds;
}

/// Capital letters in the suffix are small ones: "PAGE.TXT".
const Kind* kind_of(const fs::path& file, const std::vector<Kind>& kinds) {
  std::string name = file.filename().string();
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto kind = std::ranges::find_if(kinds, [&](const Kind& candidate) {
    return name.size() > candidate.suffix.size() && name.ends_with(candidate.suffix);
  });
  return kind == kinds.end() || kind->read == kNotCompared ? nullptr : &*kind;
}

template <class Part>
void take_part(std::optional<Part>& into, std::optional<Part>& from, const std::string& stem) {
  if (!from) return;
  if (into) {
    throw Error(ErrorCode::arguments, "the name \"" + stem + "\" stands for two pages",
                "evaluate one run at a time, or rename the files");
  }
  into = std::move(from);
}

/// Collects materials by stem, in order of first appearance.
class Collection {
 public:
  explicit Collection(const std::vector<Kind>& kinds) : kinds_(kinds) {}

  void add(const fs::path& path) {
    std::error_code failure;
    if (fs::is_directory(path, failure)) {
      add_folder(path);
    } else if (!fs::exists(path, failure)) {
      throw Error(ErrorCode::input, "no such file or folder", "check the name and the folder")
          .at_file(path.string());
    } else if (const Kind* kind = kind_of(path, kinds_)) {
      add_file(path, *kind);
    } else {
      std::string known;
      for (const Kind& candidate : kinds_)
        if (candidate.read != kNotCompared)
          known += (known.empty() ? "" : ", ") + std::string(candidate.suffix);
      throw Error(ErrorCode::input, "is nothing that can be compared", "known are folders and " + known)
          .at_file(path.string());
    }
  }

  std::vector<PageMaterial> take() { return std::move(pages_); }

 private:
  void add_folder(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
      // A link that leads nowhere or in a circle is no file.
      std::error_code ignored;
      if (kind_of(it->path(), kinds_) != nullptr && it->is_regular_file(ignored)) files.push_back(it->path());
    }
    if (failure) {
      throw Error(ErrorCode::file_access, "cannot be read (" + failure.message() + ")",
                  "check its permissions")
          .at_file(folder.string());
    }
    if (files.empty()) {
      throw Error(ErrorCode::input, "holds nothing that can be compared",
                  "give the folder that folio digitize wrote, or that of the truths")
          .at_file(folder.string());
    }
    std::ranges::sort(files);
    leave_out_other_forms(files);
    for (const fs::path& file : files) add_file(file, *kind_of(file, kinds_));
  }

  /// A folder of folio digitize may hold a page in several formats: its hOCR counts, else ALTO, else PAGE.
  void leave_out_other_forms(std::vector<fs::path>& files) const {
    std::map<std::string, std::pair<size_t, fs::path>> best;
    const auto rank = [&](const fs::path& file) {
      const Kind* kind = kind_of(file, kinds_);
      return kind->read == from_pages ? std::optional(static_cast<size_t>(kind - kinds_.data()))
                                      : std::nullopt;
    };
    const auto stem = [&](const fs::path& file) {
      const std::string name = file.filename().string();
      return name.substr(0, name.size() - kind_of(file, kinds_)->suffix.size());
    };
    for (const fs::path& file : files)
      if (const auto place = rank(file)) {
        const auto [known, is_new] = best.emplace(stem(file), std::pair{*place, file});
        if (!is_new && *place < known->second.first) known->second = {*place, file};
      }
    std::erase_if(files,
                  [&](const fs::path& file) { return rank(file) && best.at(stem(file)).second != file; });
  }

  void add_file(const fs::path& file, const Kind& kind) {
    try {
      const std::string name = file.filename().string();
      for (PageMaterial& page : kind.read(file)) {
        if (page.stem.empty()) page.stem = name.substr(0, name.size() - kind.suffix.size());
        merge(std::move(page));
      }
    } catch (Error& error) {
      throw error.at_file(file.string());
    }
  }

  void merge(PageMaterial page) {
    const auto known = std::ranges::find(pages_, page.stem, &PageMaterial::stem);
    if (known == pages_.end()) {
      pages_.push_back(std::move(page));
      return;
    }
    known->tells_layers = known->text || known->marked || page.text || page.marked;
    take_part(known->typed, page.typed, page.stem);
    take_part(known->marked, page.marked, page.stem);
    take_part(known->text, page.text, page.stem);
    take_part(known->labels, page.labels, page.stem);
  }

  const std::vector<Kind>& kinds_;
  std::vector<PageMaterial> pages_;
};

}  // namespace

std::vector<PageMaterial> read_truth(const std::filesystem::path& path) {
  Collection collection(truth_kinds());
  collection.add(path);
  std::vector<PageMaterial> pages = collection.take();
  const bool marks_anything = std::ranges::any_of(pages, [](const PageMaterial& page) {
    return page.marked && std::ranges::any_of(page.marked->tokens, &Token::marked);
  });
  if (!marks_anything) {
    for (PageMaterial& page : pages)
      if (!page.text) page.tells_layers = false;
  }
  return pages;
}

bool is_truth_name(const fs::path& file) { return kind_of(file, truth_kinds()) != nullptr; }

std::optional<MaterialName> hypothesis_name(const fs::path& file) {
  const Kind* kind = kind_of(file, hypothesis_kinds());
  if (kind == nullptr) return std::nullopt;
  const std::string name = file.filename().string();
  const MaterialPart part = kind->read == from_pages    ? MaterialPart::words
                            : kind->read == from_labels ? MaterialPart::labels
                                                        : MaterialPart::text;
  return MaterialName{name.substr(0, name.size() - kind->suffix.size()), part};
}

std::vector<PageMaterial> read_hypotheses(const std::vector<std::filesystem::path>& paths) {
  Collection collection(hypothesis_kinds());
  for (const fs::path& path : paths) collection.add(path);
  return collection.take();
}

}  // namespace folio
