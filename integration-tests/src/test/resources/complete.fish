# Prints what the completion script answers to each command line.
signalbox completion fish | source
for line in $argv
    complete -C "signalbox $line" | string replace -r '\t.*' '' | string join ' '
end
true
