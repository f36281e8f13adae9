import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lexer, type Token } from 'marked'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A hand-written page. */
export interface Page {
  /** From the root of the repository, with slashes. */
  readonly path: string
  readonly text: string
}

/** A block of code in a page. */
export interface Block {
  readonly page: Page
  /** The number of its first line, from 1. */
  readonly line: number
  readonly text: string
  /** The language after the fence; `sh` for an indented block. */
  readonly language: string
  /** The comment before the block, such as `<!-- compile -->`, which readers do not see. */
  readonly mark: string | undefined
}

/** A link or an image in a page. */
export interface Link {
  readonly page: Page
  readonly target: string
}

const notPages = /(^|\/)(node_modules|dist|etc|\.next|\.runtimes|\.wrangler)(\/|$)/

/** Every page but changelogs, API reports and changesets, sorted. */
export async function readPages(): Promise<readonly Page[]> {
  const paths: string[] = []
  const exclude = (path: string): boolean => notPages.test(path.replaceAll('\\', '/'))
  const patterns = ['**/*.md', '.changeset/README.md', '.github/*.md', '.github/ISSUE_TEMPLATE/*.md']
  for await (const path of glob(patterns, { cwd: root, exclude })) paths.push(path.replaceAll('\\', '/'))
  const pages = paths.filter((path) => !path.endsWith('CHANGELOG.md')).sort()
  return Promise.all(pages.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })))
}

/** Every block of a page, in order. */
export function listBlocks(page: Page): readonly Block[] {
  const blocks: Block[] = []
  let from = 0
  let mark: string | undefined
  for (const token of everyToken(lexer(page.text))) {
    if (token.type === 'space') continue
    if (token.type === 'code') {
      const language = token.codeBlockStyle === 'indented' ? 'sh' : (token.lang ?? '')
      // A block in a list has lost its indentation, so its position is found by its first line.
      const [firstLine = ''] = String(token.text).split('\n')
      from = page.text.indexOf(firstLine, from)
      const line = page.text.slice(0, from).split('\n').length
      blocks.push({ page, line, text: token.text, language, mark })
      from += firstLine.length
    }
    mark = token.type === 'html' ? /^<!--\s*(.*?)\s*-->$/.exec(token.raw.trim())?.[1] : undefined
  }
  return blocks
}

/** Every link of a page. */
export function listLinks(page: Page): readonly Link[] {
  return [...everyToken(lexer(page.text))]
    .filter(({ type }) => type === 'link' || type === 'image')
    .map((token) => ({ page, target: String((token as { readonly href?: unknown }).href) }))
}

/** The anchors that GitHub gives to the headings of a page. */
export function listAnchors(page: Page): readonly string[] {
  return [...everyToken(lexer(page.text))]
    .filter((token) => token.type === 'heading')
    .map((token) => plain(token).trim().toLowerCase())
    .map((heading) => heading.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'))
}

/** The target of a relative link, from the root of the repository, and its anchor. */
export function resolveLink({ page, target }: Link): { readonly path: string; readonly anchor: string | undefined } {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? page.path : join(dirname(page.path), decodeURI(file)).replaceAll('\\', '/')
  return { path, anchor }
}

function plain(token: Token): string {
  if ('tokens' in token && token.tokens !== undefined) return token.tokens.map(plain).join('')
  return 'text' in token ? token.text : ''
}

/** All tokens in the order of the page, each followed by its children. */
function* everyToken(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token
    if (token.type === 'table') {
      const cells = [token.header, ...token.rows].flat() as readonly { readonly tokens: readonly Token[] }[]
      for (const cell of cells) yield* everyToken(cell.tokens)
    } else if (token.type === 'list') {
      yield* everyToken(token.items)
    } else if ('tokens' in token && token.tokens !== undefined) {
      yield* everyToken(token.tokens)
    }
  }
}
