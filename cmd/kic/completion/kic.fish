# Completion of kic for fish.
function __kic_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    if string match -q -- '-*' $current
        set -a before $current
    end
    $before --generate-bash-completion 2>/dev/null
end
complete -c kic -a '(__kic_complete)'
