import { connect as open } from 'node:net'
import { limited } from '../deadline.ts'

const patienceMs = 5_000
const usualPorts: Readonly<Record<string, number>> = { 'rtmp:': 1935, 'rtmps:': 443 }

/** Whether somebody listens where an rtmp URL leads. @throws the system's error, or one that says it took too long. */
export function connectTo({ protocol, hostname, port }: URL, signal: AbortSignal): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const { limit, end } = limited(signal, patienceMs)
    const socket = open({ host, port: port === '' ? (usualPorts[protocol] ?? 1935) : Number(port), signal: limit })
    socket.on('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
    socket.on('close', end)
  })
}
