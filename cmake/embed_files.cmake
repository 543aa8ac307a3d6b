# cmake -DOUTPUT=FILE.cc -DFUNCTION=NAME -DFILES=a,b,c -P embed_files.cmake: writes a source file that holds the bytes of
# the files, and a function of namespace folio by which they are found by name: std::string_view NAME(std::string_view file);
# nothing of that name is an empty view.
string(REPLACE "," ";" files "${FILES}")
set(arrays "")
set(cases "")
set(number 0)
foreach(file IN LISTS files)
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  string(REPLACE "0x0a," "0x0a,\n" bytes "${bytes}")
  get_filename_component(name "${file}" NAME)
  string(APPEND arrays "const unsigned char file_${number}[] = {\n${bytes}0};\n")
  string(APPEND cases "  if (file == \"${name}\") return {reinterpret_cast<const char*>(file_${number}), sizeof(file_${number}) - 1};\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// Written by cmake/embed_files.cmake.
#include <string_view>

namespace folio {
namespace {
${arrays}}  // namespace

std::string_view ${FUNCTION}(std::string_view file);
std::string_view ${FUNCTION}(std::string_view file) {
${cases}  return {};
}

}  // namespace folio
")
