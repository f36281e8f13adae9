import { createServer, request as forward, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Emulator } from '@trtc-call/emulator'
import { envFor, type Running, startCli } from './run-cli.ts'

/** The way to an emulator on which one answer is held back, for as long as a test needs and no machine can shorten. */
export interface HeldAnswer {
  readonly env: Record<string, string>
  /** Resolves when the emulator has answered. */
  readonly held: Promise<void>
  /** Sends it on. */
  release(): void
  /** Cuts the connection instead. */
  drop(): void
  close(): void
}

/** Holds the next answer to a command, such as `start_call_by_robot`, or to an action, such as `StartStreamIngest`. */
export async function holdAnswer(emulator: Emulator, name: string): Promise<HeldAnswer> {
  let [isHeld, release, drop] = [false, (): void => {}, (): void => {}]
  let hold = (): void => {}
  const held = new Promise<void>((resolve) => (hold = resolve))
  const isNamed = ({ url, headers }: IncomingMessage): boolean =>
    url?.includes(`/${name}?`) === true || headers['x-tc-action'] === name
  const server = createServer((request, response) => {
    const { url = '/', method, headers } = request
    const sent = forward(new URL(url, emulator.url), { method, headers }, (answer) => {
      const pass = (): void => void answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers))
      if (isHeld || !isNamed(request)) return pass()
      isHeld = true
      release = pass
      drop = () => void response.destroy()
      hold()
    })
    request.pipe(sent.on('error', () => response.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    env: { ...envFor(emulator), TRTC_CALL_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    held,
    release: () => release(),
    drop: () => drop(),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const tellSignals = `let count = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => process.stderr.write('heard signal ' + ++count + '\\n'))`

/** The program, which says "heard signal 1" on stderr as soon as it has. */
export function startTellingSignals(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const preload = `--import=data:text/javascript,${encodeURIComponent(tellSignals)}`
  return startCli(args, { ...env, NODE_OPTIONS: preload })
}
