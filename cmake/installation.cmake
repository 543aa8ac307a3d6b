# What cmake --install puts where. Component "program": the command, its models, manual and completions; component
# "library": headers, archive and CMake configuration.
install(TARGETS folio-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(DIRECTORY models/ DESTINATION ${CMAKE_INSTALL_DATADIR}/folio/models COMPONENT program)
install(DIRECTORY ${FOLIO_REFERENCE}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
install(FILES ${FOLIO_REFERENCE}/completions/folio.bash RENAME folio COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${FOLIO_REFERENCE}/completions/_folio COMPONENT program DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${FOLIO_REFERENCE}/completions/folio.fish COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md CHANGELOG.md docs/formats.md docs/metrics.md docs/notation.md docs/install.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

