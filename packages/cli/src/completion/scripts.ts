/**
 * The completion script of each shell. It runs `completion --line` with the line up to the cursor and gets one candidate per line: the
 * word, a tab and its meaning; or `:files` and the characters before the file name, if a file name can come next.
 */
export const completionScripts = {
  // readline splits words at =, so the part before it must not be repeated. It does not complete files after @. Bash 3.2 has no
  // compopt: it offers files if there is nothing else.
  bash: `# bash completion of trtc-call. To install it, add to ~/.bashrc:  eval "$(trtc-call completion bash)"
_trtc_call() {
  local found files=
  COMPREPLY=()
  while IFS=$'\\t' read -r found _; do
    case $found in
      '') ;;
      :files*) files=1 ;;
      --*=*) [[ $2 == --*=* ]] || found=\${found#*=}; COMPREPLY+=("$found") ;;
      *) COMPREPLY+=("$found") ;;
    esac
  done <<<"$(trtc-call completion --line "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)"
  if [[ $files && $2 == @* ]]; then
    while IFS= read -r found; do
      [[ -d $found ]] && { found+=/; compopt -o nospace 2>/dev/null; }
      [[ $found ]] && COMPREPLY+=("@$(printf %q "$found")")
    done <<<"$(compgen -f -- "\${2#@}")"
  fi
  [[ $files ]] || compopt +o default 2>/dev/null
  return 0
}
complete -o default -F _trtc_call trtc-call`,
  // Registers the function when evaluated; is the function as a file in $fpath.
  zsh: `#compdef trtc-call
# zsh completion of trtc-call. To install it, add to ~/.zshrc after compinit:  eval "$(trtc-call completion zsh)"
_trtc-call() {
  local line word before
  local -a found
  local -i files=0
  for line in "\${(@f)$(trtc-call completion --line "\${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" 2>/dev/null)}"; do
    case $line in
      '') ;;
      :files*) files=1; before=\${line#:files} ;;
      *) word=\${line%%$'\\t'*}; found+=("$word\${\${line#$word}/$'\\t'/:}") ;;
    esac
  done
  if (( files )); then
    compset -p $#before
    _files
  elif (( $#found )); then
    _describe -V trtc-call found
  fi
}
if [[ $funcstack[1] == _trtc-call ]]; then _trtc-call "$@"; else compdef _trtc-call trtc-call; fi`,
  fish: `# fish completion of trtc-call. To install it:  trtc-call completion fish > ~/.config/fish/completions/trtc-call.fish
function __trtc_call_complete
  set -l line (commandline -cp)
  for found in (trtc-call completion --line "$line" 2>/dev/null)
    if string match -q ':files*' -- $found
      set -l before (string sub -s 7 -- $found)
      set -l typed (string sub -s (math (string length -- "$before") + 1) -- (commandline -ct))
      for file in (__fish_complete_path "$typed")
        printf '%s%s\\n' $before $file
      end
    else
      printf '%s\\n' $found
    end
  end
end
complete -c trtc-call -e
complete -c trtc-call -f -k -a '(__trtc_call_complete)'`,
  powershell: `# PowerShell completion of trtc-call. To install it, add to $PROFILE:
# trtc-call completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName trtc-call -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $length = $cursorPosition - $commandAst.Extent.StartOffset
  $line = $commandAst.ToString().PadRight($length).Substring(0, $length)
  trtc-call completion --line "$line" 2>$null | Where-Object { $_ -notlike ':files*' } | ForEach-Object {
    $word, $summary = $_ -split "\`t", 2
    if (-not $summary) { $summary = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $summary)
  }
}`,
} as const
