# Types each command line and a tab into a shell, and prints what then stands there.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; source <(signalbox completion zsh)'
zpty -w shell 'show() { print -r -- "<""<$BUFFER>"">"; BUFFER=; }; zle -N show; bindkey "^X" show'
zpty -w shell 'setopt no_auto_list no_list_beep; print REA""DY'
zpty -r shell output '*READY*'
for line in "$@"; do
  zpty -w -n shell "signalbox $line"$'\t\x18'
  zpty -r shell output '*<<*>>*'
  output=${output##*<<}
  print -r -- "${output%%>>*}"
done
zpty -d shell
