# Completion of kic for zsh.
_kic() {
  local -a found ask
  [[ $words[CURRENT] == -* ]] && ask=($words[CURRENT])
  found=("${(@f)$(${words[1,CURRENT-1]} $ask --generate-bash-completion 2>/dev/null)}")
  if [[ -n $found[1] ]]; then
    compadd -- $found
  else
    _files
  fi
}
compdef _kic kic
