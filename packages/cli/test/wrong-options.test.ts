import { describe, expect, test } from 'vitest'
import { loadCommand } from '../src/command.ts'
import { commands as entries } from '../src/commands/index.ts'
import { formatDuration } from '../src/duration.ts'
import { flagOf, type Option } from '../src/options.ts'
import { runHere } from './run-here.ts'

const commands = await Promise.all(entries.map(loadCommand))

interface Wrong {
  readonly line: string[]
  readonly said: string
}

/** A wrong word for an option, and what has to be said of it; the words beside it are right. */
function wrongWords(name: string, option: Option): Wrong[] {
  const flag = flagOf(name)
  const typo = { line: [`${flag}x`], said: `\n  did you mean ${flag}` }
  switch (option.kind) {
    case 'flag':
      return [typo, { line: [`${flag}=no`], said: `${flag} takes no value` }]
    case 'integer': {
      const allowed = `${flag} must be a whole number from ${option.min} to ${option.max}`
      return [
        typo,
        { line: [flag], said: `${flag} needs a value` },
        { line: [flag, 'many'], said: allowed },
        { line: [flag, 'many'], said: 'given: "many"' },
        { line: [flag, String(option.max + 1)], said: `given: "${option.max + 1}"` },
        { line: [`${flag}=${option.min - 1}`], said: `given: "${option.min - 1}"` },
      ]
    }
    case 'duration': {
      const { min, max, step = 1 } = option
      const allowed = `${flag} must be a duration from ${formatDuration(min)} to ${formatDuration(max)}`
      const wrong = ['many', '1.5s', '10', '-1s', `${max + step}ms`, ...(min > 0 ? [`${min - 1}ms`] : [])]
      return [
        typo,
        { line: [flag], said: `${flag} needs a value` },
        ...wrong.flatMap((value) => [
          { line: [`${flag}=${value}`], said: allowed },
          { line: [`${flag}=${value}`], said: `given: "${value}"\n${hintFor(value)}` },
        ]),
        { line: [flag, '1m30s'], said: 'given: "1m30s"\n  write one whole number and one unit: ' },
        ...(step > 1 ? [{ line: [flag, `${min + 1}ms`], said: `in steps of ${formatDuration(step)}` }] : []),
      ]
    }
    case 'choice': {
      const said = `${flag} must be ${option.choices.join(' or ')}; given: "neither"`
      return [typo, { line: [flag, 'neither'], said }]
    }
    case 'secret': {
      const said = option.flag ? `${flag} only takes -` : `there is no option`
      return [{ line: [flag, 'a-key'], said }]
    }
    case 'text':
      return [
        typo,
        { line: [flag], said: `${flag} needs a value` },
        { line: [`${flag}=`], said: `${flag} is empty` },
        ...(option.repeatable ? [] : [{ line: [flag, 'a', flag, 'b'], said: `${flag} is given more than once` }]),
        ...(option.source ? [{ line: [flag, '@no/such/file'], said: 'cannot be read (ENOENT)' }] : []),
      ]
  }
}

/** How to write a duration. Nothing if only its range is wrong. */
function hintFor(duration: string): string {
  if (duration === 'many' || duration === '10') return '  write it with its unit: 500ms, 30s, 10m, 24h or 7d\n'
  return /^\d+ms$/.test(duration) ? '' : '  write one whole number and one unit: 500ms, 30s, 10m, 24h or 7d\n'
}

/** What else the command asks for. */
function rest(name: string, options: Readonly<Record<string, Option>>): string[] {
  return Object.entries(options).flatMap(([other, option]) =>
    option.kind === 'text' && option.required && other !== name ? [flagOf(other), 'x'] : [],
  )
}

describe.each(commands)('$path', ({ path, options, argument }) => {
  const word = argument?.required ? ['x'] : []

  test.each(Object.keys(options))('a wrong %s is reported with its value and what is allowed', async (name) => {
    const option = options[name] as Option
    for (const { line, said } of wrongWords(name, option)) {
      const { code, stdout, stderr } = await runHere([...path, ...rest(name, options), ...word, ...line])
      expect({ line, code, stdout }).toEqual({ line, code: 2, stdout: '' })
      expect(stderr).toContain(said)
      expect(stderr).not.toContain('a-key')
    }
  })

  test('options that exclude each other are refused', async () => {
    for (const [name, { excludes = [] }] of Object.entries(options)) {
      for (const other of excludes) {
        const typed = [name, other].flatMap((each) => {
          const value = options[each]?.kind === 'flag' ? [] : ['1']
          return [flagOf(each), ...value]
        })
        const { code, stderr } = await runHere([...path, ...typed, ...word])
        expect(code).toBe(2)
        expect(stderr).toMatch(
          new RegExp(`(${flagOf(name)} and ${flagOf(other)}|${flagOf(other)} and ${flagOf(name)}) exclude`),
        )
      }
    }
  })

  test('a misspelled command is corrected', async () => {
    const last = path.at(-1) ?? ''
    const typed = [...path.slice(0, -1), `${last.slice(0, 2)}${last.slice(3)}x`]
    const { code, stderr } = await runHere(typed)
    expect(code).toBe(2)
    expect(stderr).toContain(`there is no command "${typed.join(' ')}"`)
    expect(stderr).toMatch(/did you mean: /)
    expect(stderr).toContain(path.join(' '))
  })

  test('an extra argument and a missing argument are refused', async () => {
    const words = argument === undefined ? ['one'] : ['one', 'two']
    const many = await runHere([...path, ...rest('', options), ...words])
    expect(many).toMatchObject({ code: 2, stderr: expect.stringContaining(`"${words.at(-1)}" is one word too many`) })
    if (!argument?.required) return
    const few = await runHere([...path, ...rest('', options)])
    expect(few).toMatchObject({ code: 2, stderr: expect.stringContaining(`${argument.name} is missing`) })
  })
})

test.each([
  [['webhook', 'verify', '-', '--url', '-'], '--url and BODY_FILE would read it'],
  [['account', 'check', '--user', '-', '--user', '-'], '--user and --user would read it'],
  [['usersig', 'inspect', '-', '--sdk-secret-key', '-'], '--sdk-secret-key and USERSIG would read it'],
  [['usersig', 'inspect', '--sdk-secret-key', '-'], 'USERSIG comes from stdin if it is left out'],
  [['call', 'start', '--robot', '-', '--callee', 'x', '--user-data', '-', '--sdk-secret-key', '-'], '--sdk-secret-key'],
])('two values from stdin are refused: %j', async (argv, said) => {
  const { code, stderr } = await runHere(argv)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('stdin can be read once') })
  expect(stderr).toContain(said)
})

test.each([
  [['webhook', 'send'], 'webhook send EVENT: call-started, members-changed, call-ended, '],
  [['profile', 'add'], 'profile add NAME: name of the profile'],
  [['api', 'getCallInfo', '--body', '{'], 'nothing was sent; --skeleton prints a valid body'],
])('the hint says what to do: %j', async (argv, said) => {
  expect(await runHere(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
})

test.each([
  [['dial', 'robot', 'jack'], 'did you mean: --robot robot --callee jack?'],
  [['dial', '--robot', 'robot', 'jack'], 'did you mean: --callee jack?'],
  [['dial', 'https://example.com/?key=secret'], 'did you mean: --robot …?'],
  [['dial', 'help'], 'did you mean: trtc-call dial --help?'],
  [['doctor', 'now'], 'trtc-call doctor --help lists its options'],
  [['version'], 'did you mean: --version?'],
])('%j: the hint says how to write it', async (argv, said) => {
  const { code, stderr } = await runHere(argv)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`\n  ${said}\n`) })
})

test.each([
  [['usersig', 'inspect', ''], 'USERSIG is empty'],
  [['call', 'end', ''], 'CALL_ID is empty'],
  [['call', 'show', ''], 'CALL_ID is empty'],
])('an empty argument is not one that was left out: %j', async (argv, said) => {
  expect(await runHere(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
})

test('an unknown option hints at -- if the command takes an argument', async () => {
  const advice = 'what begins with a dash goes after --'
  expect((await runHere(['ingest', 'show', '-zzz'])).stderr).toContain(advice)
  expect((await runHere(['webhook', 'send', '--dry-run'])).stderr).not.toContain(advice)
  expect((await runHere(['profile', 'list', '--zzz'])).stderr).not.toContain(advice)
})
