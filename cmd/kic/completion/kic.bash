# Completion of kic for bash.
_kic() {
  local IFS=$'\n' current=${COMP_WORDS[COMP_CWORD]}
  local before=("${COMP_WORDS[@]:0:COMP_CWORD}")
  local ask=()
  case $current in -*) ask=("$current") ;; esac
  COMPREPLY=($(compgen -W "$("${before[@]}" "${ask[@]}" --generate-bash-completion 2>/dev/null)" -- "$current"))
}
complete -o bashdefault -o default -F _kic kic
