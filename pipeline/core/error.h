#pragma once

#include <stdexcept>
#include <string>

namespace folio {

/// What failed, by who can mend it. The value is the exit code of a program that ends because of it.
enum class ErrorCode : int {
  arguments = 1,           ///< the command line is wrong
  input = 2,               ///< an input is missing, empty, damaged, or not what its name says
  missing_dependency = 3,  ///< a model, a language or a program is not installed
  file_access = 5,         ///< a file or folder cannot be read or written
  quality = 21,            ///< what was asked for falls short of what it must reach
};

/// A world that failed us: thrown for what is outside the program (files, models, arguments). A bug is an
/// assertion instead, and a page that is hard to read is a value with low confidence.
class Error : public std::runtime_error {
 public:
  /// `advice` says what the user can do; empty when there is nothing to add.
  Error(ErrorCode code, const std::string& problem, std::string advice = {})
      : std::runtime_error(problem), code_(code), advice_(std::move(advice)) {}

  ErrorCode code() const { return code_; }               ///< what failed
  const std::string& file() const { return file_; }      ///< empty = not known
  int page() const { return page_; }                     ///< counted from 1; 0 = the file as a whole
  const std::string& stage() const { return stage_; }    ///< "ingest"; empty = none
  const std::string& advice() const { return advice_; }  ///< see the constructor

  /// Fills in what the thrower did not know; what is already known is kept. Return *this for rethrowing.
  Error& at_file(const std::string& file);
  Error& at_page(int page);                   ///< counted from 1
  Error& at_stage(const std::string& stage);  ///< as stage() gives it

  /// One line: "FILE, page N: STAGE: problem; advice", with control characters escaped.
  std::string message() const;

 private:
  ErrorCode code_;
  std::string file_;
  int page_ = 0;
  std::string stage_;
  std::string advice_;
};

}  // namespace folio
