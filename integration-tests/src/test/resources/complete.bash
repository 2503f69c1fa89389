# Prints what the completion script answers to each command line.
source <(signalbox completion bash)
for line in "$@"; do
  read -ra COMP_WORDS <<<"signalbox $line"
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _signalbox
  echo "${COMPREPLY[*]}"
done
