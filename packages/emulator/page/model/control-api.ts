const base = '/_emulator'

/** Sends a GET to the control API. @throws Error with the emulator's message. */
export async function read<T>(path: string): Promise<T> {
  return (await resultOf(await fetch(base + path))) as T
}

/** Sends a POST or DELETE to the control API. @throws Error with the emulator's message. */
export async function act(method: 'POST' | 'DELETE', path: string, body: object = {}): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const init = method === 'POST' ? { method, headers, body: JSON.stringify(body) } : { method, headers }
  const result = await resultOf(await fetch(base + path, init))
  for (const listener of listeners) listener()
  return result
}

const listeners = new Set<() => void>()

/** Notifies after each action, because some changes emit no event. Returns a function that removes the listener. */
export function onAct(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function mediaUrl(taskId: string): string {
  return `${base}/media/${encodeURIComponent(taskId)}`
}

/** Requests a stream again to find out why it does not play; media elements do not tell. */
export async function whyUnplayable(taskId: string): Promise<string> {
  const controller = new AbortController()
  const { signal } = controller
  const response = await fetch(mediaUrl(taskId), { headers: { range: 'bytes=0-0' }, signal }).catch(() => undefined)
  if (!response) return 'the emulator does not respond'
  if (!response.ok) return await resultOf(response).then(String, (error: Error) => error.message)
  // A live stream never ends.
  controller.abort()
  return 'this browser cannot play its format'
}

export function pictureUrl(userId: string): string {
  return `${base}/pictures/${encodeURIComponent(userId)}`
}

async function resultOf(response: Response): Promise<unknown> {
  const document = (await response.json().catch(() => ({}))) as { readonly error?: string }
  if (!response.ok) throw new Error(document.error ?? `the emulator responded with status ${response.status}`)
  return document
}
