import { execFile, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

export type ShellName = 'bash' | 'zsh' | 'fish'

/** An interactive shell in a terminal. */
export interface InteractiveShell {
  /** Types, presses TAB, and returns the words on the command line: `<trtc-call><dial>`. */
  wordsAfterTab(keys: string): Promise<string>
  type(keys: string): void
  /** Resolves when this text has appeared since the last input. */
  saw(pattern: RegExp): Promise<void>
  /** The whole output. */
  screen(): string
  /** Resolves when the shell has written its history and exited. */
  close(): Promise<void>
}

/** The start-up file of each shell in the home folder, with a function that prints its arguments. */
const settings: Readonly<Record<ShellName, { readonly file: string; readonly text: string; readonly start: string }>> =
  {
    bash: {
      file: '.bashrc',
      text: `PS1='ready> '\nwords() { printf '=> '; printf '<%s>' "$@"; echo; }\n`,
      start: 'bash -i',
    },
    zsh: {
      file: '.zshrc',
      text: `PS1='ready> '\nwords() { printf '=> '; printf '<%s>' "$@"; echo; }\nsetopt complete_in_word\nautoload -Uz compinit; compinit -u\n`,
      start: 'zsh -i',
    },
    fish: {
      file: '.config/fish/config.fish',
      text: `set -g fish_greeting\nfunction fish_prompt; echo -n 'ready> '; end
function words; printf '=> '; printf '<%s>' $argv; echo; end\n`,
      start: 'fish -i',
    },
  }

/** @throws Error if the shell, or util-linux's `script`, is not installed. */
export async function assertInstalled(shell: ShellName): Promise<void> {
  for (const program of [shell, 'script']) {
    await promisify(execFile)(program, ['--version']).catch(() => {
      throw new Error(`${program} is not here: CONTRIBUTING.md says what the tests of the completion need`)
    })
  }
}

/** Installs the completion in a new home folder as described by `trtc-call completion --help`. */
export async function prepareHome(shell: ShellName, home: string, path: string): Promise<void> {
  const { file, text } = settings[shell]
  mkdirSync(join(home, dirname(file), 'completions'), { recursive: true })
  const env = { HOME: home, PATH: path }
  const { stdout } = await promisify(execFile)('trtc-call', ['completion', '--help'], { env })
  const [, advice = ''] = new RegExp(`^ +${shell} +(.*)$`, 'm').exec(stdout) ?? []
  const [, line] = /^add to .*?: (.*)$/.exec(advice) ?? []
  writeFileSync(join(home, file), `${text}${line ?? ''}\n`)
  if (line === undefined) await promisify(execFile)('sh', ['-c', advice], { env })
}

/** Starts the shell in a folder and waits for its prompt. */
export async function startShell(shell: ShellName, home: string, path: string): Promise<InteractiveShell> {
  const command = `stty cols 150 rows 50; exec ${settings[shell].start}`
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd: home,
    env: { HOME: home, PATH: path, SHELL: '/bin/sh', TERM: 'xterm', LANG: 'C.UTF-8' },
  })
  let screen = ''
  let typedAt = 0
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    for (const look of watchers) look()
  })
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve())
  })
  const tooEarly = ended.then(() => Promise.reject(new Error(`the shell has ended: ${screen}`)))
  tooEarly.catch(() => {})
  const find = (pattern: RegExp): Promise<RegExpExecArray> => {
    const found = new Promise<RegExpExecArray>((resolve) => {
      const look = (): void => {
        const match = pattern.exec(screen.slice(typedAt))
        if (match === null) return
        watchers.delete(look)
        resolve(match)
      }
      watchers.add(look)
      look()
    })
    return Promise.race([found, tooEarly])
  }
  const type = (keys: string): void => {
    typedAt = screen.length
    child.stdin.write(keys)
  }
  await find(/ready> /)
  return {
    type,
    saw: async (pattern) => void (await find(pattern)),
    // Ctrl-A moves to the start of the line.
    wordsAfterTab: async (keys) => {
      type(`${keys}\t\x01words \r`)
      const [, words = ''] = await find(/=> ([^\r\n]*)[\r\n]/)
      return words
    },
    screen: () => screen,
    // Ctrl-C cancels the input and Ctrl-U clears the line; the end of the input ends the shell.
    close: () => {
      child.stdin.end('\x03\x15exit\r')
      return ended
    },
  }
}
