#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "recognize/character_model.h"
#include "recognize/confidence_model.h"
#include "recognize/line_recognizer.h"

namespace folio {

/// When a second reader is asked about a typed line.
enum class SecondReader : unsigned char {
  doubtful,  ///< where the first is unsure of a word, or the line stands on no raster
  always,
  never,
};

/// "auto", "always", "never".
std::string_view name_of(SecondReader when);
std::optional<SecondReader> second_reader_from_name(std::string_view name);

/// Reads typed lines with the net, and doubtful ones with a second reader too. Where both read a word the
/// same, it is the surer; where they differ, what is likelier right is taken, by `confidences`. On no raster
/// the net can only guess how wide a cell is: there the line of the reader that is surer of itself is taken
/// whole.
class SecondOpinion : public LineRecognizer {
 public:
  /// `language`: that of the text; nullptr = not known.
  SecondOpinion(std::unique_ptr<LineRecognizer> first, std::shared_ptr<LineRecognizer> second,
                std::shared_ptr<const ConfidenceModel> confidences,
                std::shared_ptr<const CharacterModel> language, SecondReader when)
      : first_(std::move(first)),
        second_(std::move(second)),
        confidences_(std::move(confidences)),
        language_(std::move(language)),
        when_(when) {}

  std::string name() const override { return first_->name(); }
  LineReading read(const LineImage& line) override;

 private:
  bool is_asked(const LineImage& line, const LineReading& reading) const;
  /// Weighs each word against what stands there in `other`; returns how many of its words were taken.
  size_t weigh(LineReading& reading, const LineReading& other, size_t& same) const;

  std::unique_ptr<LineRecognizer> first_;
  std::shared_ptr<LineRecognizer> second_;
  std::shared_ptr<const ConfidenceModel> confidences_;
  std::shared_ptr<const CharacterModel> language_;
  SecondReader when_;
};

}  // namespace folio
