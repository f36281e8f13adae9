import { connect } from 'node:net'
import { createDeadline } from '../deadline.ts'

const timeoutMs = 5_000
const defaultPorts: Readonly<Record<string, number>> = { 'rtmp:': 1935, 'rtmps:': 443 }

/** Checks that a server listens at an rtmp URL. @throws the system's error, or an AbortError after five seconds. */
export function assertListening({ protocol, hostname, port }: URL, parent: AbortSignal): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const { signal, clear } = createDeadline(parent, timeoutMs)
    const socket = connect({ host, port: port === '' ? (defaultPorts[protocol] ?? 1935) : Number(port), signal })
    socket.on('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
    socket.on('close', clear)
  })
}
