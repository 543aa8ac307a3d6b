#include "foreign/tesseract_engine.h"

#include <omp.h>
#include <spdlog/fmt/fmt.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cassert>

#include "core/error.h"
#include "core/text.h"
#include "foreign/tesseract_languages.h"

namespace folio {
namespace {

std::vector<std::string> split_languages(const std::string& languages) {
  std::vector<std::string> out(1);
  for (const char c : languages) {
    if (c == '+') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  for (const std::string& language : out) {
    const bool sound = !language.empty() && std::ranges::all_of(language, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
             c == '/';
    });
    if (!sound) {
      throw Error(ErrorCode::arguments, fmt::format("-l {}: no list of Tesseract languages", languages),
                  "write rus, or rus+eng");
    }
  }
  return out;
}

[[noreturn]] void throw_missing(const std::vector<std::string>& missing) {
  std::string languages, packages;
  for (const std::string& language : missing) {
    languages += (languages.empty() ? "" : ", ") + language;
    packages += " " + tesseract_package(language);
  }
  throw Error(ErrorCode::missing_dependency,
              fmt::format("Tesseract's language {} is not installed", languages),
              fmt::format("install it with: apt-get install{}", packages));
}

}  // namespace

struct TesseractEngine::Impl {
  tesseract::TessBaseAPI api;
};

TesseractEngine::TesseractEngine(const std::string& languages) : impl_(std::make_unique<Impl>()) {
  const std::vector<std::string> wanted = split_languages(languages);
  // Pages are the unit of work here: threads within a line cost more than they bring.
  omp_set_max_active_levels(0);
  impl_->api.SetVariable("debug_file", "/dev/null");  // its messages go to no terminal of ours
  const bool loaded = impl_->api.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0,
                                      nullptr, nullptr, false) == 0;
  std::vector<std::string> present;
  if (loaded) impl_->api.GetLoadedLanguagesAsVector(&present);
  std::vector<std::string> missing;
  std::ranges::copy_if(wanted, std::back_inserter(missing), [&](const std::string& language) {
    return std::ranges::find(present, language) == present.end();
  });
  if (!loaded && missing.size() > 1) {
    // Nothing was loaded: tell the missing ones from those that merely stood beside them.
    std::vector<std::string> installed;
    tesseract::TessBaseAPI probe;
    probe.SetVariable("debug_file", "/dev/null");
    for (const std::string& language : wanted) {
      if (probe.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY) == 0) std::erase(missing, language);
      probe.End();
    }
  }
  if (!missing.empty()) throw_missing(missing);
  if (!loaded) throw Error(ErrorCode::missing_dependency, "Tesseract's models cannot be loaded");
  impl_->api.SetVariable("tessedit_do_invert", "0");  // lines are dark on light already
  impl_->api.SetPageSegMode(tesseract::PSM_RAW_LINE);
}

TesseractEngine::~TesseractEngine() = default;
TesseractEngine::TesseractEngine(TesseractEngine&&) noexcept = default;
TesseractEngine& TesseractEngine::operator=(TesseractEngine&&) noexcept = default;

std::vector<TesseractEngine::Word> TesseractEngine::read_line(const cv::Mat& gray) {
  assert(gray.type() == CV_8UC1);
  std::vector<Word> words;
  if (gray.cols < 3 || gray.rows < 3) return words;
  impl_->api.SetImage(gray.data, gray.cols, gray.rows, 1, static_cast<int>(gray.step));
  impl_->api.SetSourceResolution(300);
  if (impl_->api.Recognize(nullptr) != 0) return words;
  const std::unique_ptr<tesseract::ResultIterator> it(impl_->api.GetIterator());
  if (it == nullptr) return words;
  const auto text_at = [&](tesseract::PageIteratorLevel level) {
    const std::unique_ptr<char[]> text(it->GetUTF8Text(level));
    return text == nullptr ? std::string() : to_nfc(text.get());
  };
  const auto box_at = [&](tesseract::PageIteratorLevel level) {
    Box box;
    it->BoundingBox(level, &box.x0, &box.y0, &box.x1, &box.y1);
    return box;
  };
  const auto confidence_at = [&](tesseract::PageIteratorLevel level) {
    return std::clamp(it->Confidence(level) / 100.0, 0.0, 1.0);
  };
  do {
    const std::string text = text_at(tesseract::RIL_SYMBOL);
    if (text.empty()) continue;
    if (words.empty() || it->IsAtBeginningOf(tesseract::RIL_WORD)) {
      words.push_back({trim(text_at(tesseract::RIL_WORD)),
                       box_at(tesseract::RIL_WORD),
                       confidence_at(tesseract::RIL_WORD),
                       {}});
    }
    words.back().symbols.push_back(
        {text, box_at(tesseract::RIL_SYMBOL), confidence_at(tesseract::RIL_SYMBOL)});
  } while (it->Next(tesseract::RIL_SYMBOL));
  std::erase_if(words, [](const Word& word) { return word.text.empty(); });
  return words;
}

std::vector<std::filesystem::path> TesseractEngine::model_files() const {
  std::vector<std::string> languages;
  impl_->api.GetLoadedLanguagesAsVector(&languages);
  std::vector<std::filesystem::path> files;
  for (const std::string& language : languages)
    files.push_back(std::filesystem::path(impl_->api.GetDatapath()) / (language + ".traineddata"));
  return files;
}

std::string TesseractEngine::version() { return tesseract::TessBaseAPI::Version(); }

}  // namespace folio
