const base = '/_emulator'

/** Reads something. @throws Error with what the emulator said. */
export async function read<T>(path: string): Promise<T> {
  return (await answerOf(await fetch(base + path))) as T
}

/** Does something. @throws Error with what the emulator said. */
export async function act(method: 'POST' | 'DELETE', path: string, body: object = {}): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const init = method === 'POST' ? { method, headers, body: JSON.stringify(body) } : { method, headers }
  const answer = await answerOf(await fetch(base + path, init))
  for (const listener of listeners) listener()
  return answer
}

const listeners = new Set<() => void>()

/** Tells when something was done here: not everything that changes is an event. Returns how to stop that. */
export function onAct(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The ids of tasks hold characters that mean something in a path. */
export function mediaUrl(taskId: string): string {
  return `${base}/media/${encodeURIComponent(taskId)}`
}

/** A media element does not tell what went wrong. */
export async function whyUnplayable(taskId: string): Promise<string> {
  const controller = new AbortController()
  const { signal } = controller
  const response = await fetch(mediaUrl(taskId), { headers: { range: 'bytes=0-0' }, signal }).catch(() => undefined)
  if (!response) return 'the emulator does not answer'
  if (!response.ok) return await answerOf(response).then(String, (error: Error) => error.message)
  // A live stream never ends.
  controller.abort()
  return 'this browser cannot play its format'
}

export function pictureUrl(userId: string): string {
  return `${base}/pictures/${encodeURIComponent(userId)}`
}

async function answerOf(response: Response): Promise<unknown> {
  const document = (await response.json().catch(() => ({}))) as { readonly error?: string }
  if (!response.ok) throw new Error(document.error ?? `the emulator answered ${response.status}`)
  return document
}
