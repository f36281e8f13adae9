import type { ServerResponse } from 'node:http'
import type { FaultShape } from './fault.ts'

const json = 'application/json; charset=utf-8'
const html = 'text/html'
const page = '<!doctype html><title>Gateway</title><p>This is not the answer you are looking for.'

/** Puts an answer on the wire, whole or the way a fault wants it. */
export function send(response: ServerResponse, text: string, shape: FaultShape | undefined): void {
  if (shape === undefined) write(response, 200, json, text)
  else if (typeof shape === 'object') write(response, shape.status, html, page)
  else spoil[shape](response, text)
}

const spoil: Readonly<Record<Extract<FaultShape, string>, (response: ServerResponse, text: string) => void>> = {
  'half-json': (response, text) => write(response, 200, json, text.slice(0, text.length / 2)),
  html: (response) => write(response, 200, html, page),
  redirect(response) {
    response.setHeader('location', '/redirected')
    write(response, 302, html, page)
  },
  drop: (response) => response.socket?.destroy(),
  reset: (response) => response.socket?.resetAndDestroy(),
  hang() {},
}

function write(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }).end(text)
}
