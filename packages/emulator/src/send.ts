import type { ServerResponse } from 'node:http'
import type { FaultResponse } from './faults/fault.ts'

const json = 'application/json; charset=utf-8'
const html = 'text/html'
const page = '<!doctype html><title>Gateway</title><p>This response does not come from the API.'

/** Sends a response, or what a fault sends instead. */
export function send(response: ServerResponse, text: string, fault: FaultResponse | undefined): void {
  if (fault === undefined) write(response, 200, json, text)
  else if (typeof fault === 'object') write(response, fault.status, html, page)
  else writers[fault](response, text)
}

const writers: Readonly<Record<Extract<FaultResponse, string>, (response: ServerResponse, text: string) => void>> = {
  'half-json': (response, text) => write(response, 200, json, text.slice(0, text.length / 2)),
  html: (response) => write(response, 200, html, page),
  redirect(response) {
    response.setHeader('location', '/redirected')
    write(response, 302, html, page)
  },
  drop: (response) => response.socket?.destroy(),
  reset: (response) => response.socket?.resetAndDestroy(),
  hang() {},
  'reset-mid-body'(response, text) {
    writeHead(response, text)
    response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy())
  },
  slow: writeSlowly,
}

const byteIntervalMs = 100

/** Sends byte by byte, which only a timeout for the whole response detects. */
function writeSlowly(response: ServerResponse, text: string): void {
  writeHead(response, text)
  const bytes = Buffer.from(text)
  let sent = 0
  const timer = setInterval(() => {
    if (response.destroyed) return clearInterval(timer)
    response.write(bytes.subarray(sent, sent + 1))
    sent += 1
    if (sent < bytes.length) return
    clearInterval(timer)
    response.end()
  }, byteIntervalMs)
  response.on('close', () => clearInterval(timer))
}

function writeHead(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(text) })
}

function write(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }).end(text)
}
