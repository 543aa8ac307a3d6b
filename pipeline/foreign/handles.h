#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

struct tiff;
struct Pix;
struct _ExifData;  // NOLINT(bugprone-reserved-identifier): libexif's name
struct opj_image;
struct FT_LibraryRec_;
struct FT_FaceRec_;
struct sqlite3;
struct sqlite3_stmt;

namespace folio {

/// Owners of C handles: the only ones in the project. The libraries' own headers are included where the
/// handle is used, not here.
struct HandleCloser {
  void operator()(tiff* file) const;
  void operator()(Pix* pix) const;
  void operator()(_ExifData* data) const;
  void operator()(opj_image* image) const;
  void operator()(std::FILE* file) const;
};

using TiffPtr = std::unique_ptr<tiff, HandleCloser>;
using PixPtr = std::unique_ptr<Pix, HandleCloser>;  ///< Leptonica counts references: one owner a reference
using ExifPtr = std::unique_ptr<_ExifData, HandleCloser>;
/// OpenJPEG's codecs and streams are both `void*`, so each has a closer of its own.
struct OpjCodecCloser {
  void operator()(void** codec) const;
};
struct OpjStreamCloser {
  void operator()(void** stream) const;
};

using OpjImagePtr = std::unique_ptr<opj_image, HandleCloser>;
using OpjCodecPtr = std::unique_ptr<void*, OpjCodecCloser>;
using OpjStreamPtr = std::unique_ptr<void*, OpjStreamCloser>;
/// Defined beside FreetypeFace, so that only what draws links FreeType.
struct FreetypeCloser {
  void operator()(FT_LibraryRec_* library) const;
  void operator()(FT_FaceRec_* face) const;
};
using FreetypeLibraryPtr = std::unique_ptr<FT_LibraryRec_, FreetypeCloser>;
using FreetypeFacePtr = std::unique_ptr<FT_FaceRec_, FreetypeCloser>;
/// Defined beside SqliteDatabase, for the same reason.
struct SqliteCloser {
  void operator()(sqlite3* database) const;
  void operator()(sqlite3_stmt* statement) const;
};
using SqlitePtr = std::unique_ptr<sqlite3, SqliteCloser>;
using SqliteStatementPtr = std::unique_ptr<sqlite3_stmt, SqliteCloser>;
using FilePtr = std::unique_ptr<std::FILE, HandleCloser>;

/// A regular file, open for reading. Throws as open_regular_file() does.
FilePtr open_file(const std::filesystem::path& path);

}  // namespace folio
