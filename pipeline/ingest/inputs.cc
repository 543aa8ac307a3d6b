#include "ingest/inputs.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "core/files.h"
#include "core/logging.h"
#include "core/text.h"
#include "foreign/image_format.h"
#include "ingest/stems.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

bool has_image_ending(const fs::path& file) {
  constexpr std::array<std::string_view, 11> kEndings{".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jpe",
                                                      ".jp2", ".j2k",  ".jpf", ".jpx", ".j2c"};
  const std::string ending = to_lower(file.extension().string());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool is_wanted(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  std::error_code failure;
  if (name.starts_with('.') || name.ends_with(".layers.png") || !entry.is_regular_file(failure)) return false;
  return has_image_ending(entry.path()) || image_format_of_file(entry.path()) != ImageFormat::none;
}

/// Collects inputs in their order, each path once.
class InputList {
 public:
  void add_file(const fs::path& file) {
    std::error_code failure;
    const fs::path absolute = fs::absolute(file, failure).lexically_normal();
    if (!seen_.insert(failure ? file.string() : absolute.string()).second) {
      log().info("{}: named twice, read once", escape_control_characters(file.string()));
      return;
    }
    inputs_.push_back({file, stems_.give(file), std::nullopt});
  }

  void add_problem(const fs::path& file, Error problem) {
    problem.at_file(file.string()).at_stage("ingest");
    inputs_.push_back({file, stems_.give(file), std::move(problem)});
  }

  void add_path(const fs::path& path) {
    std::error_code failure;
    if (fs::is_directory(path, failure)) {
      add_folder(path);
    } else {
      add_file(path);
    }
  }

  void add_lines(const std::string& text, const fs::path& list) {
    std::string_view rest = text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);  // byte order mark
    bool any = false;
    for (const std::string& line : split_lines(rest)) {
      if (trim(line).empty()) continue;
      any = true;
      add_path(line);
    }
    if (!any) {
      add_problem(list, Error(ErrorCode::input, "the list names no files", "write one path a line"));
    }
  }

  void add_list(const fs::path& list) {
    try {
      add_lines(read_file(list), list);
    } catch (const Error& error) {
      add_problem(list, error);
    }
  }

  std::vector<Input> take() { return std::move(inputs_); }

 private:
  void add_folder(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::path> files;
    fs::directory_iterator entries(folder, failure);
    for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
      if (is_wanted(*entries)) files.push_back(entries->path());
    }
    if (failure) {
      add_problem(folder, Error(ErrorCode::file_access, "folder cannot be read (" + failure.message() + ")",
                                "check its permissions"));
    } else if (files.empty()) {
      add_problem(folder, Error(ErrorCode::input, "folder holds no images",
                                "name a folder whose own files are TIFF, PNG, JPEG or JPEG 2000"));
    }
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
      return natural_less(a.filename().string(), b.filename().string());
    });
    for (const fs::path& file : files) add_file(file);
  }

  std::vector<Input> inputs_;
  StemGiver stems_;
  std::set<std::string> seen_;
};

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// The run of digits at `at`, leading zeros left out; `at` is moved behind it.
std::u32string_view take_number(std::u32string_view text, size_t& at) {
  size_t begin = at;
  while (at < text.size() && is_ascii_digit(text[at])) ++at;
  while (begin + 1 < at && text[begin] == U'0') ++begin;
  return text.substr(begin, at - begin);
}

}  // namespace

bool natural_less(const std::string& a, const std::string& b) {
  const std::u32string x = to_code_points(to_lower(to_nfc(a)));
  const std::u32string y = to_code_points(to_lower(to_nfc(b)));
  size_t i = 0, j = 0;
  while (i < x.size() && j < y.size()) {
    if (is_ascii_digit(x[i]) && is_ascii_digit(y[j])) {
      const std::u32string_view m = take_number(x, i), n = take_number(y, j);
      if (m.size() != n.size()) return m.size() < n.size();
      if (m != n) return m < n;
      continue;
    }
    if (x[i] != y[j]) return x[i] < y[j];
    ++i;
    ++j;
  }
  const bool x_ends = i == x.size(), y_ends = j == y.size();
  if (x_ends != y_ends) return x_ends;
  return a < b;
}

std::vector<Input> expand_inputs(const std::vector<std::string>& arguments, std::istream& standard_input) {
  InputList list;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      const std::string text(std::istreambuf_iterator<char>(standard_input), {});
      list.add_lines(text, "-");
    } else if (argument.size() > 1 && argument.front() == '@') {
      list.add_list(argument.substr(1));
    } else {
      list.add_path(argument);
    }
  }
  return list.take();
}

}  // namespace folio
