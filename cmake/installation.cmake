# What cmake --install puts where. Component "program": the command, its models, manual and completions; component
# "library": headers, archive and CMake configuration.
install(TARGETS folio-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(DIRECTORY models/ DESTINATION ${CMAKE_INSTALL_DATADIR}/folio/models COMPONENT program)
install(DIRECTORY ${FOLIO_REFERENCE}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program
        FILES_MATCHING PATTERN "*.1.gz")
install(FILES ${FOLIO_REFERENCE}/completions/folio.bash RENAME folio COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${FOLIO_REFERENCE}/completions/_folio COMPONENT program DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${FOLIO_REFERENCE}/completions/folio.fish COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md CHANGELOG.md docs/formats.md docs/metrics.md docs/notation.md docs/install.md docs/library.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT license)  # in no package: Debian has its text

# As Debian's policy has them.
set(changelog ${PROJECT_BINARY_DIR}/changelog.gz)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS cmake/debian/changelog)
execute_process(COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/cmake/debian/changelog OUTPUT_FILE ${changelog}
                COMMAND_ERROR_IS_FATAL ANY)
install(FILES cmake/debian/copyright ${changelog} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES cmake/debian/copyright ${changelog} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libfolio-dev COMPONENT library)

# libfolio.a: all folders that reading a page needs, as one archive, without those that only programs use.
include(folio_packages)
set(objects "")
foreach(folder core page imaging images tesseract nets encoders transcription ingest deskew segment separate recognize export
               pipeline library)
  list(APPEND objects $<FILTER:$<TARGET_OBJECTS:folio_${folder}>,EXCLUDE,/pdf/|/exporter\\.cc>)
endforeach()
add_library(folio STATIC ${objects})
set_target_properties(folio PROPERTIES LINKER_LANGUAGE CXX)
install(TARGETS folio ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)

# The headers that programs of others include: folio.h and what it includes. Standard headers aside, they need nothing.
set(FOLIO_PUBLIC_HEADERS folio.h core/error.h core/version.h transcription/reading.h)
foreach(header IN LISTS FOLIO_PUBLIC_HEADERS)
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES pipeline/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/folio/${folder} COMPONENT library)
endforeach()

include(CMakePackageConfigHelpers)
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/folio)
configure_package_config_file(cmake/folioConfig.cmake.in ${PROJECT_BINARY_DIR}/folioConfig.cmake
  INSTALL_DESTINATION ${config} PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_DATADIR)
# Before version 1 a new minor version may change what it promises.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/folioConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/folioConfig.cmake ${PROJECT_BINARY_DIR}/folioConfigVersion.cmake
              cmake/folio_packages.cmake DESTINATION ${config} COMPONENT library)
install(DIRECTORY examples/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples COMPONENT library)
