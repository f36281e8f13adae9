import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { runCommand } from '../../scripts/release/run-command.ts'
import { nodeVersions } from '../runtimes/versions.ts'
import { optionRenamed, somethingNew } from './changes.ts'
import { createProject, installedFile, type Kind, kinds, type Project, type ProjectsOptions } from './projects.ts'
import { type Releases, startReleases } from './releases.ts'
import { runWorker } from './run-worker.ts'
import * as scripts from './scripts.ts'
import { type Registry, startRegistry } from './start-registry.ts'
import { typeErrors } from './type-errors.ts'
import { startVendor, type Vendor } from './vendor.ts'

const runtimes = inject('runtimes')
const ended = { call: 'ended', stream: 'stopped', errors: [] }
const names = ['cli', 'core', 'edge', 'emulator', 'node', 'spec'].map((name) => `@trtc-call/${name}`)

let registry: Registry
let releases: Releases
let vendor: Vendor
let options: ProjectsOptions
/** Builds the next version while this one is tested. */
let building: Promise<void>
const projects = new Map<Kind, Project>()
const saved = new Map<Kind, string>()

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-projects-'))
  registry = await startRegistry()
  options = { folder, registry: registry.url, runtimes }
  releases = await startReleases(registry.url)
  for (const kind of kinds) projects.set(kind, await createProject(kind, `${kind}-project`, options))
})

afterAll(async () => {
  await vendor?.close()
  await registry?.close()
  await releases?.remove()
  if (options) await rm(options.folder, { recursive: true, force: true })
})

describe('the first release', () => {
  test('is published completely and once, with a version and a changelog', async () => {
    expect(await releases.publish()).toBe('0.1.0')
    for (const name of names) {
      const { versions, 'dist-tags': tags } = await published(name)
      expect(Object.keys(versions), name).toEqual(['0.1.0'])
      expect(tags).toEqual({ latest: '0.1.0' })
      expect(JSON.stringify(versions)).not.toMatch(/workspace:|catalog:/)
    }
    building = releases.change(somethingNew)
    building.catch(() => undefined)
    vendor = await startVendor('0.1.0', options)
  })

  test.concurrent.each(kinds)('places a call from a new %s project', async (kind) => {
    await install(kind, '0.1.0')
    expect(await run(kind, 'call.js', scripts.wholeCall(vendor.clientOptions))).toEqual(ended)
  })

  test.each(Object.keys(nodeVersions))('places a call as ESM and as CommonJS on %s', async (node) => {
    const { folder: cwd } = project('npm')
    const binary = join(runtimes, 'node_modules', node, 'bin', 'node')
    await writeFile(join(cwd, 'call.cjs'), scripts.wholeCallCommonJs(vendor.clientOptions))
    const printed = ['call.js', 'call.cjs'].map((file) => runCommand(binary, [file], { cwd }))
    for (const report of await Promise.all(printed)) expect(JSON.parse(report)).toEqual(ended)
  })

  test('places a call from a Worker without Node compatibility', async () => {
    await placeFromWorker()
  })

  test('type-checks in a strict project', async () => {
    expect(await typeErrors(project('npm'), scripts.wholeCall(vendor.clientOptions))).toBe('')
  })

  test('runs its command', async () => {
    const printed = await runCommand('trtc-call', ['demo', '--json'], { cwd: vendor.folder })
    expect(JSON.parse(printed)).toHaveProperty('callId')
  })
})

describe('the next minor', () => {
  test('is published', async () => {
    await building
    expect(await releases.publish()).toBe('0.2.0')
    building = releases.change(optionRenamed)
    building.catch(() => undefined)
  })

  test.concurrent.each(kinds)('runs the existing code of the %s project', async (kind) => {
    await install(kind, '0.2.0')
    expect(await run(kind, 'call.js', scripts.wholeCall(vendor.clientOptions))).toEqual(ended)
  })

  test('contains the changes in its changelog', async () => {
    const changelog = await installedFile(project('npm'), '@trtc-call/node', 'CHANGELOG.md')
    const [, added = ''] = /^- \w+: Name a room in a sentence: `(\w+)`/m.exec(changelog) ?? []
    const script = `import { ${added}, stringRoom } from '@trtc-call/node'\nconsole.log(JSON.stringify(${added}(stringRoom('lobby'))))\n`
    expect(await run('npm', 'new.js', script)).toBe('string room lobby')
  })

  test('lists what changed in the OpenAPI documents since the first release', async () => {
    const changelog = await installedFile(project('npm'), '@trtc-call/spec', 'CHANGELOG.md')
    expect(changelog).toContain('| call.json | `startCallByRobot`: `UserData` | x-max-bytes: 1000 → 1200 | no |')
    expect(changelog).toContain('The first release of both.')
  })

  test.concurrent.each(kinds)('saves an ongoing call in the %s project', async (kind) => {
    const handle = await run(kind, 'save.js', scripts.saveCall(vendor.clientOptions, `${kind}-callee`))
    expect(handle).toMatchObject({ version: 1, taskId: expect.any(String) })
    saved.set(kind, JSON.stringify(handle))
  })
})

describe('the next major', () => {
  test('is published, and the changelog of the description has no changes', async () => {
    await building
    expect(await releases.publish()).toBe('1.0.0')
    await Promise.all(kinds.map((kind) => install(kind, '1.0.0')))
    const changelog = await installedFile(project('npm'), '@trtc-call/spec', 'CHANGELOG.md')
    expect(changelog).toMatch(/^## 1\.0\.0\n[^#]*(###[^#]*)*### OpenAPI documents\n\nNo change/m)
  })

  test.concurrent.each(kinds)('resumes the call that the minor saved, in the %s project', async (kind) => {
    const script = scripts.resumeCall(vendor.clientOptions, saved.get(kind) ?? '')
    expect(await run(kind, 'resume.js', script)).toEqual({ same: true, answered: true, report: ended })
  })

  test.concurrent.each(kinds)(
    'runs what was written before once the migration line is followed, in the %s project',
    async (kind) => {
      const before = scripts.wholeCall(vendor.clientOptions)
      await expect(run(kind, 'call.js', before)).rejects.toThrow(/userData/)
      expect(await run(kind, 'call.js', await migrate(before))).toEqual(ended)
    },
  )

  test('the compiler reports the code to migrate, and nothing after the migration', async () => {
    const before = scripts.wholeCall(vendor.clientOptions)
    expect(await typeErrors(project('npm'), before)).toMatch(/userData/)
    expect(await typeErrors(project('npm'), await migrate(before))).toBe('')
  })

  test('places a call from a Worker', async () => {
    await placeFromWorker(migrate)
  })

  test('the emulator of this major accepts the clients of the minor before it', async () => {
    const newer = await startVendor('1.0.0', options)
    try {
      await install('npm', '0.2.0')
      expect(await run('npm', 'call.js', scripts.wholeCall(newer.clientOptions))).toEqual(ended)
    } finally {
      await newer.close()
    }
  })
})

async function published(name: string): Promise<{ versions: object; 'dist-tags': object }> {
  return (await fetch(registry.url + name)).json() as Promise<{ versions: object; 'dist-tags': object }>
}

function project(kind: Kind): Project {
  const found = projects.get(kind)
  if (found === undefined) throw new Error(`There is no ${kind} project.`)
  return found
}

async function install(kind: Kind, version: string): Promise<void> {
  // The compiler, the Worker and the changelog need the description and the edge client.
  const wanted = kind === 'npm' ? ['@trtc-call/node', '@trtc-call/edge', '@trtc-call/spec'] : ['@trtc-call/node']
  await project(kind).install(Object.fromEntries(wanted.map((name) => [name, version])))
  const manifest = JSON.parse(await installedFile(project(kind), '@trtc-call/node', 'package.json'))
  expect(manifest.version).toBe(version)
}

async function run(kind: Kind, file: string, script: string): Promise<unknown> {
  await writeFile(join(project(kind).folder, file), script)
  return JSON.parse(await project(kind).run(file))
}

async function placeFromWorker(change = async (script: string) => script): Promise<void> {
  await writeFile(join(project('npm').folder, 'worker.js'), await change(scripts.worker(vendor.clientOptions)))
  expect(JSON.parse(await runWorker(project('npm'), 'worker.js'))).toEqual(ended)
}

/** Follows the changelog, as an upgrade would. */
async function migrate(script: string): Promise<string> {
  const changelog = await installedFile(project('npm'), '@trtc-call/node', 'CHANGELOG.md')
  const [, now = '', before = ''] = /^\s*Migration: write `(\w+)` where you wrote `(\w+)`\.$/m.exec(changelog) ?? []
  return script.replaceAll(before, now)
}
