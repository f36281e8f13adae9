import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundledComponents, writeBills } from '../../scripts/release/bill-of-materials.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trtc-call-bills-'))
  await writeBills(root, folder)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function billOf(name: string) {
  const { version } = JSON.parse(await readFile(join(root, 'packages/spec/package.json'), 'utf8'))
  return JSON.parse(await readFile(join(folder, `trtc-call-${name}-${version}.cdx.json`), 'utf8'))
}

const names = (components: readonly { readonly name: string }[]) => components.map(({ name }) => name)

test('the bill of the Node client names its installed dependencies', async () => {
  const bill = await billOf('node')
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'node' } } })
  expect(names(bill.components)).toEqual(expect.arrayContaining(['core', 'spec', 'tls-sig-api-v2']))
  expect(names(bill.components)).not.toContain('vitest')
})

test.each(['core', 'node', 'edge'])(
  'the bill of %s names what is bundled into core, with its licence',
  async (name) => {
    const { metadata, components } = await billOf(name)
    const core = [metadata.component, ...components].find((component) => component.name === 'core')
    expect(names(core.components)).toEqual(['fflate', 'lossless-json', 'openapi-fetch'])
    for (const { version, purl, licenses } of core.components) {
      expect(purl).toContain(`@${version}`)
      expect(licenses).toEqual([{ license: { id: 'MIT' } }])
    }
  },
)

test('the license file names the libraries bundled into core', async () => {
  const licences = await readFile(join(root, 'packages/core/THIRD-PARTY-LICENSES'), 'utf8')
  const named = [...licences.matchAll(/^([\w./@-]+), Copyright/gm)].map(([, name]) => name)
  expect(named).toEqual(names(await bundledComponents(join(root, 'packages/core/dist'), '@trtc-call/core')))
})

test('no third-party code is bundled into cli', async () => {
  expect(await bundledComponents(join(root, 'packages/cli/dist'), '@trtc-call/cli')).toEqual([])
})
