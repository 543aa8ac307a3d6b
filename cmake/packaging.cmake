# The Debian packages `folio` and `libfolio-dev`: cpack --config build/release/CPackConfig.cmake. docs/decisions/packaging.md
set(CPACK_GENERATOR DEB)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the tests are not built for them
set(CPACK_PACKAGE_NAME folio)
set(CPACK_PACKAGE_VENDOR folio)
if(NOT DEFINED CPACK_PACKAGE_CONTACT)  # who hands packages on gives an address of their own
  set(CPACK_PACKAGE_CONTACT "folio maintainers <folio@localhost>")
endif()
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library)
set(CPACK_COMPONENTS_GROUPING IGNORE)  # a package a component
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME folio)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "folio turns scans of archival typescript into layered text: it finds which ink
is typing, handwriting, strikes and stamps, reads each layer by itself, and
writes hOCR, ALTO, PAGE, TEI, plain text and searchable PDF.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# What is opened by name while it runs: Tesseract's models of the default language and of orientation.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "tesseract-ocr-rus, tesseract-ocr-osd")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "tesseract-ocr-all")

# The archive's own libraries: who links it needs them to link.
set(library_packages "")
foreach(need IN LISTS FOLIO_LIBRARY_NEEDS)
  string(REGEX REPLACE ".*:" "" package ${need})
  list(APPEND library_packages ${package})
endforeach()
list(REMOVE_DUPLICATES library_packages)
list(JOIN library_packages ", " library_packages)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libfolio-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "Headers, static library and CMake configuration of folio, for programs that
digitize pages themselves.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "folio (= ${PROJECT_VERSION}), ${library_packages}")
include(CPack)
