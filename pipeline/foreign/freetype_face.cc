#include "foreign/freetype_face.h"

#include <ft2build.h>

#include <algorithm>
#include <cmath>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "core/error.h"
#include "foreign/handles.h"

namespace folio {

void FreetypeCloser::operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
void FreetypeCloser::operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }

namespace {

// Outlines are handled in font units times this, so that a slight change of weight is not rounded away.
constexpr double kUnitsScale = 16;

/// Loads a glyph in font units. False when the face has none, or has it only as a bitmap.
bool load(FT_Face face, char32_t character) {
  const FT_UInt glyph = FT_Get_Char_Index(face, character);
  return glyph != 0 && FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) == 0 &&
         face->glyph->format == FT_GLYPH_FORMAT_OUTLINE;
}

/// Font units, y upwards, to 26.6 pixels, y upwards again: FreeType's rasterizer wants it so.
void place(FT_Outline& outline, const cv::Matx23d& pixels_from_em, double units_per_em, double bolder_em) {
  for (int i = 0; i < outline.n_points; ++i) {
    outline.points[i].x = std::lround(outline.points[i].x * kUnitsScale);
    outline.points[i].y = std::lround(outline.points[i].y * kUnitsScale);
  }
  const double scaled_em = units_per_em * kUnitsScale;
  if (bolder_em != 0) {
    const FT_Pos strength = std::lround(bolder_em * scaled_em);
    FT_Outline_Embolden(&outline, strength);
    FT_Outline_Translate(&outline, -strength / 2, -strength / 2);  // grown on all sides, not to the right
  }
  for (int i = 0; i < outline.n_points; ++i) {
    const double x = outline.points[i].x / scaled_em;
    const double y = -outline.points[i].y / scaled_em;
    const auto& m = pixels_from_em;
    outline.points[i].x = std::lround((m(0, 0) * x + m(0, 1) * y + m(0, 2)) * 64);
    outline.points[i].y = std::lround(-(m(1, 0) * x + m(1, 1) * y + m(1, 2)) * 64);
  }
}

}  // namespace

struct FreetypeFace::Files {
  FreetypeLibraryPtr library;
  std::vector<FreetypeFacePtr> faces;  // declared after the library: freed before it

  /// The face that has the character, or null.
  FT_Face with(char32_t character) const {
    for (const FreetypeFacePtr& face : faces)
      if (FT_Get_Char_Index(face.get(), character) != 0) return face.get();
    return nullptr;
  }
};

FreetypeFace::FreetypeFace(const std::vector<std::filesystem::path>& files)
    : files_(std::make_unique<Files>()) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) throw Error(ErrorCode::missing_dependency, "FreeType does not start");
  files_->library.reset(library);
  for (const auto& file : files) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, file.c_str(), 0, &face) != 0)
      throw Error(ErrorCode::missing_dependency, "no font that FreeType can read",
                  "scripts/draw-sample says where the fonts come from")
          .at_file(file.string());
    files_->faces.emplace_back(face);
    if (!FT_IS_SCALABLE(face))
      throw Error(ErrorCode::missing_dependency, "the font has no outlines").at_file(file.string());
  }
}

FreetypeFace::FreetypeFace(FreetypeFace&&) noexcept = default;
FreetypeFace& FreetypeFace::operator=(FreetypeFace&&) noexcept = default;
FreetypeFace::~FreetypeFace() = default;

bool FreetypeFace::has(char32_t character) const { return files_->with(character) != nullptr; }

double FreetypeFace::advance(char32_t character) const {
  FT_Face face = files_->with(character);
  if (face == nullptr || !load(face, character)) return 0;
  return static_cast<double>(face->glyph->metrics.horiAdvance) / face->units_per_EM;
}

double FreetypeFace::kerning(char32_t left, char32_t right) const {
  FT_Face face = files_->with(left);
  if (face == nullptr || face != files_->with(right) || !FT_HAS_KERNING(face)) return 0;
  FT_Vector between{};
  if (FT_Get_Kerning(face, FT_Get_Char_Index(face, left), FT_Get_Char_Index(face, right), FT_KERNING_UNSCALED,
                     &between) != 0)
    return 0;
  return static_cast<double>(between.x) / face->units_per_EM;
}

double FreetypeFace::x_height() const {
  for (const char32_t character : {U'x', U'х', U'z', U'н'}) {
    FT_Face face = files_->with(character);
    if (face != nullptr && load(face, character))
      return static_cast<double>(face->glyph->metrics.horiBearingY) / face->units_per_EM;
  }
  return 0.45;  // of a face with neither Latin nor Cyrillic small letters: the usual proportion
}

GlyphTile FreetypeFace::draw(char32_t character, const cv::Matx23d& pixels_from_em, double bolder_em) const {
  FT_Face face = files_->with(character);
  if (face == nullptr || !load(face, character)) return {};
  FT_Outline& outline = face->glyph->outline;
  if (outline.n_points == 0) return {};
  place(outline, pixels_from_em, face->units_per_EM, bolder_em);

  FT_BBox extent{};
  FT_Outline_Get_CBox(&outline, &extent);
  const auto left = static_cast<int>(std::floor(extent.xMin / 64.0));
  const auto right = static_cast<int>(std::ceil(extent.xMax / 64.0));
  const auto bottom = static_cast<int>(std::floor(extent.yMin / 64.0));
  const auto top = static_cast<int>(std::ceil(extent.yMax / 64.0));
  if (right <= left || top <= bottom) return {};
  FT_Outline_Translate(&outline, -left * 64L, -bottom * 64L);

  GlyphTile tile{cv::Mat::zeros(top - bottom, right - left, CV_8UC1), {left, -top}};
  FT_Bitmap bitmap{};
  bitmap.rows = static_cast<unsigned>(tile.coverage.rows);
  bitmap.width = static_cast<unsigned>(tile.coverage.cols);
  bitmap.pitch = static_cast<int>(tile.coverage.step);
  bitmap.buffer = tile.coverage.data;
  bitmap.num_grays = 256;
  bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
  if (FT_Outline_Get_Bitmap(files_->library.get(), &outline, &bitmap) != 0) return {};
  return tile;
}

}  // namespace folio
