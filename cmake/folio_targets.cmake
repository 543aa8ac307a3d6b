# One interface target carries the warnings and the sanitizers; one function makes a folder's library.
add_library(folio_options INTERFACE)
target_compile_options(folio_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow
                                               -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of g++ 12 on std::string and fmt when inlined (GCC bugs 105329, 105651).
  target_compile_options(folio_options INTERFACE -Wno-restrict -Wno-stringop-overflow)
endif()
if(FOLIO_WARNINGS_AS_ERRORS)
  target_compile_options(folio_options INTERFACE -Werror)
endif()
if(FOLIO_SANITIZE)
  # Null pointers, sizes and dead objects are seen by the address sanitizer too: without looking twice the build takes
  # three quarters of the time.
  target_compile_options(folio_options INTERFACE -fsanitize=address,undefined -fno-sanitize=null,object-size,vptr
                                                 -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(folio_options INTERFACE -fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # False alarms of g++ on std::regex, whose constructors the sanitizers keep from being inlined.
    target_compile_options(folio_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(FOLIO_LIBFUZZER)
  # Coverage for the fuzzers; tests/fuzz links the libFuzzer main.
  target_compile_options(folio_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(folio_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
target_include_directories(folio_options INTERFACE ${PROJECT_SOURCE_DIR}/pipeline)
# Outside headers are system headers: their warnings are not ours.
target_include_directories(folio_options SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})

# folio_library(NAME SOURCES file... LINKS target...): the library folio_NAME of one folder.
function(folio_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(folio_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(folio_${name} PUBLIC folio_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
endfunction()

# folio_unit_test(NAME SOURCES file... LINKS target...): a GoogleTest program of one folder, label "unit".
function(folio_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  target_compile_options(${name}_test PRIVATE $<$<CONFIG:Release>:-O1>)  # built in two thirds of the time
  target_link_libraries(${name}_test PRIVATE folio_options ${ARG_LINKS} GTest::gtest_main GTest::gmock)
  add_dependencies(unit_and_fuzz_tests ${name}_test)
  add_test(NAME unit.${name} COMMAND ${name}_test)
  set_tests_properties(unit.${name} PROPERTIES LABELS unit TIMEOUT 300)
endfunction()

# folio_embed(LIBRARY FUNCTION file...): the files' bytes become part of the library folio_LIBRARY; see embed_files.cmake.
function(folio_embed library function)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${function}.cc)
  set(paths ${ARGN})
  list(TRANSFORM paths PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(JOIN paths "," joined)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${source} -DFUNCTION=${function} -DFILES=${joined}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake VERBATIM)
  target_sources(folio_${library} PRIVATE ${source})
endfunction()
