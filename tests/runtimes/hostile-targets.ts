import { callOperations, type Operation, trtcOperations } from '@trtc-call/spec'
import { callDocument, trtcDocument } from '@trtc-call/spec/documents'
import { type HostileServer, type Hostility, startHostileServer } from './hostile-server.ts'
import type { Target } from './suite/subject.ts'

/** An unsafe operation, and a server that could make the runtime send it twice. */
export interface HostileTarget {
  readonly title: string
  readonly hostility: Hostility
  readonly server: HostileServer
  readonly target: Target
}

/** How a connection fails, and whether the caller or the client times out first without a response. */
const temptations = [
  { what: 'is cut after the request', hostility: 'cut', aborts: false },
  { what: 'stays silent until the timeout', hostility: 'hold', aborts: false },
  { what: 'stays silent until the caller aborts', hostility: 'hold', aborts: true },
  { what: 'is always cut after the request', hostility: 'cut-all', aborts: false },
  { what: 'never answers', hostility: 'hold-all', aborts: false },
  { what: 'answers 421', hostility: 'misdirect', aborts: false },
] as const

type Sent = Pick<Target, 'family' | 'method' | 'parameters'>

/** Every unsafe operation of the documents, with its example request, and both `raw` methods. */
const unsafeRequests: readonly Sent[] = [
  ...[...Object.values(callOperations), ...Object.values(trtcOperations)].flatMap((operation: Operation): Sent[] =>
    operation.effect === 'unsafe'
      ? [{ family: operation.family, method: operation.id, parameters: [exampleOf(operation)] }]
      : [],
  ),
  { family: 'call', method: 'raw', parameters: ['call_engine_http_srv/some_command', {}] },
  { family: 'trtc', method: 'raw', parameters: ['SomeAction', {}] },
]

export const titles: readonly string[] = temptations.flatMap(({ what }) =>
  unsafeRequests.map((sent) => titleOf(sent, what)),
)

export async function startHostileTargets(): Promise<readonly HostileTarget[]> {
  const pairs = temptations.flatMap((temptation) => unsafeRequests.map((sent) => ({ ...temptation, sent })))
  return Promise.all(
    pairs.map(async ({ what, hostility, aborts, sent }) => {
      const server = await startHostileServer(hostility)
      const target = { ...sent, endpoint: server.url, aborts }
      return { title: titleOf(sent, what), hostility, server, target }
    }),
  )
}

function titleOf({ family, method }: Sent, what: string): string {
  return `${family} ${method}, on a connection that ${what}`
}

interface Described {
  readonly post: {
    readonly operationId: string
    readonly requestBody: { readonly content: { readonly 'application/json': { readonly examples: Examples } } }
  }
}
type Examples = Readonly<Record<string, { readonly value: unknown }>>

function exampleOf({ id, family }: Operation): unknown {
  const { paths } = family === 'call' ? callDocument : trtcDocument
  const described = (Object.values(paths) as Described[]).find(({ post }) => post.operationId === id)
  return Object.values(described?.post.requestBody.content['application/json'].examples ?? {})[0]?.value
}
