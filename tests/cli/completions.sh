# Completions, as bash asks for them; zsh and fish where they are installed.
complete_words() { # WORD...: what the last word may become
  bash --norc -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _folio; echo "${COMPREPLY[*]}"' \
    "$REFERENCE/completions/folio.bash" "$@"
}
expect() { # WORDS COMPLETIONS
  local got
  # shellcheck disable=SC2086
  got=$(complete_words $1)
  [ "$got" = "$2" ] || fail "$1: $got, not $2"
}
last_empty() { complete_words "$@" ""; }
expect "folio dig" "digitize"
expect "folio hocr ch" "check"
expect "folio digitize --reader te" "tesseract"
expect "folio -v digitize --page" "--page-time-limit"
expect "folio digitize scan.tif -o" "-o"
expect "folio digitize --memory 8" ""
expect "folio transcription convert --to t" "tei"
expect "folio digitize sc" ""  # a file: bash's own completion
[ "$(last_empty folio hocr)" = "check repair" ] || fail "folio hocr: $(last_empty folio hocr)"
case " $(last_empty folio) " in *" doctor "*) ;; *) fail "no doctor among the commands" ;; esac
if command -v zsh > /dev/null; then zsh -n "$REFERENCE/completions/_folio" || fail "zsh does not read it"; fi
if command -v fish > /dev/null; then
  [ "$(fish -c 'source '"$REFERENCE"'/completions/folio.fish; complete -C "folio digitize --reader te"' | cut -f 1)" = tesseract ] ||
    fail "fish completes otherwise"
fi
