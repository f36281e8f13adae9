import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { publishedManifests } from './readme/declared.ts'
import { type Link, listAnchors, listLinks, type Page, readPages, resolveLink, root } from './readme/markdown.ts'

const pages = await readPages()
const links = pages.flatMap(listLinks)
const home = 'https://github.com/trtc-call/trtc-call'

test('every link within the repository has a target', async () => {
  const inside = links.filter(({ target }) => !/^[a-z]+:/i.test(target))
  expect(inside.length).toBeGreaterThan(50)
  expect(await listDead(inside)).toEqual([])
})

test('every link to the project’s home has a target in the repository', async () => {
  const atHome = links.filter(({ target }) => target.startsWith(`${home}/blob/`) || target.startsWith(`${home}/tree/`))
  expect(atHome.length).toBeGreaterThan(10)
  const ofRoot = { path: 'README.md', text: '' }
  const local = atHome.map(({ page, target }) => ({ page, target: target.replace(/^.*?\/(blob|tree)\/main\//, '') }))
  const dead = await listDead(local.map(({ target }) => ({ page: ofRoot, target })))
  expect(dead).toEqual([])
})

test('every link to npm names one of our packages', async () => {
  const published = (await publishedManifests()).map(({ name }) => `https://www.npmjs.com/package/${name}`)
  const toNpm = links.map(({ target }) => target).filter((target) => target.includes('npmjs.com/package/@trtc-call'))
  expect(toNpm.length).toBeGreaterThan(5)
  expect(toNpm.filter((target) => !published.includes(target))).toEqual([])
})

test('a published README links only to published files or to the web', async () => {
  const names = Object.keys(inject('tarballs'))
  const found = names.map(async (name) => {
    const folder = join(inject('installed'), 'node_modules', name)
    const page: Page = { path: 'README.md', text: await readFile(join(folder, 'README.md'), 'utf8') }
    const local = listLinks(page).filter(({ target }) => !/^(https:|#)/.test(target))
    const there = await Promise.all(local.map(({ target }) => isThere(join(folder, target.replace(/#.*/, '')))))
    return local.filter((_, index) => !there[index]).map(({ target }) => `${name}: ${target}`)
  })
  expect(names).toHaveLength(6)
  expect((await Promise.all(found)).flat()).toEqual([])
})

test('a dead link is detected', async () => {
  const page: Page = { path: 'docs/a.md', text: '# Here\n\n[a](b.md) [c](#here) [d](#there) [e](signing.md#caching)' }
  expect(await listDead(listLinks(page))).toEqual([
    'docs/a.md: b.md',
    'docs/a.md: #there',
    'docs/a.md: signing.md#caching',
  ])
})

async function listDead(some: readonly Link[]): Promise<readonly string[]> {
  const dead = await Promise.all(some.map(async (link) => ((await leads(link)) ? [] : [link])))
  return dead.flat().map(({ page, target }) => `${page.path}: ${target}`)
}

async function leads(link: Link): Promise<boolean> {
  const { path, anchor } = resolveLink(link)
  const found = pages.find((page) => page.path === path) ?? (link.page.path === path ? link.page : undefined)
  if (found !== undefined) return anchor === undefined || listAnchors(found).includes(anchor)
  return anchor === undefined && isThere(join(root, path))
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
