import { UsageError } from '../usage-error.ts'

/**
 * UTF-8 as text, without the mark that Windows puts before it.
 *
 * @param what As it begins "is in UTF-16": `--body: the file "body.json"`.
 * @throws UsageError for UTF-16, which Windows PowerShell 5 writes where `>` is used.
 */
export function textOf(bytes: Uint8Array, what: string): string {
  const [first, second] = bytes
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  // Without a mark: what is read here begins with ASCII, whose other byte is zero.
  if (isMarked || first === 0 || second === 0) {
    throw new UsageError(
      `${what} is in UTF-16, and has to be in UTF-8`,
      'save it as UTF-8; in Windows PowerShell 5, in the place of >: | Out-File -Encoding utf8 FILE',
    )
  }
  return new TextDecoder().decode(bytes)
}
