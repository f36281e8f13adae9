/** What each shell has to be told. All of them ask the program, so that they never know less than it does. */
export const completionScripts = {
  bash: `# bash completion of trtc-call. To have it always, add to ~/.bashrc:  source <(trtc-call completion bash)
_trtc_call() {
  local IFS=$'\\n'
  COMPREPLY=($(trtc-call completion --line "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
}
complete -o default -F _trtc_call trtc-call`,
  zsh: `#compdef trtc-call
# zsh completion of trtc-call. To have it always, add to ~/.zshrc after compinit:  source <(trtc-call completion zsh)
_trtc_call() {
  local -a found
  found=("\${(@f)$(trtc-call completion --line "\${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
compdef _trtc_call trtc-call`,
  fish: `# fish completion of trtc-call. To have it always:  trtc-call completion fish > ~/.config/fish/completions/trtc-call.fish
complete -c trtc-call -f -a '(trtc-call completion --summaries --line (commandline -cp) 2>/dev/null)'`,
  powershell: `# PowerShell completion of trtc-call. To have it always, add to $PROFILE:
# trtc-call completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName trtc-call -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $length = $cursorPosition - $commandAst.Extent.StartOffset
  $line = $commandAst.ToString().PadRight($length).Substring(0, $length)
  trtc-call completion --line "$line" 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}`,
} as const
