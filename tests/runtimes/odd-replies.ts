import { brotliCompressSync, gzipSync } from 'node:zlib'

/** One response, byte for byte, and the result of the client. */
export interface OddReply {
  readonly what: string
  /** In latin1, or as bytes. The last 64 kB of an `endless` response are repeated until the client closes the connection. */
  readonly bytes: string | Buffer
  readonly endless?: true
  /** `ok`, or the code and the outcome of the error. */
  readonly means: string
  /** Another correct result if the runtime's own fetch does not return the response. */
  readonly orWithFetch?: readonly string[]
  /** The result with a fetch that does not detect the end of the exchange. */
  readonly attemptTimeoutMs?: number
}

const envelope = JSON.stringify({
  ...{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r' },
  Response: { CallId: 'c-1' },
})
const piece = ' '.repeat(64 * 1024)
/** A compressed body of a few bytes that expands to 16 MiB of spaces. */
const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '))

const [ok, protocol, connection] = ['ok', 'ERR_PROTOCOL unknown', 'ERR_CONNECTION unknown']
const timeout = 'ERR_TIMEOUT unknown'

/** Responses that a proxy could send, but not the vendor. They have the same result on every runtime. */
export const oddReplies: readonly OddReply[] = [
  { what: 'a byte order mark', bytes: whole([], `\xef\xbb\xbf${envelope}`), means: ok },
  { what: 'another charset in the header', bytes: whole(['content-type: text/html; charset=gbk']), means: ok },
  { what: 'a text that is not UTF-8', bytes: whole([], envelope.replace('""', '"\xff"')), means: ok },
  { what: 'UTF-16', bytes: whole([], `\xff\xfe${[...envelope].join('\0')}\0`), means: protocol },
  { what: 'bytes that are not JSON', bytes: whole([], `${envelope}\xff`), means: protocol },

  { what: 'gzip without Accept-Encoding', bytes: whole(['content-encoding: gzip'], gzipSync(envelope)), means: ok },
  {
    what: 'brotli without Accept-Encoding',
    bytes: whole(['content-encoding: br'], brotliCompressSync(envelope)),
    means: ok,
  },
  {
    what: 'broken gzip',
    bytes: whole(['content-encoding: gzip'], 'abc'),
    means: connection,
  },
  { what: 'a coding that is not known', bytes: whole(['content-encoding: rot13'], 'abc'), means: protocol },
  { what: 'gzip of too much', bytes: whole(['content-encoding: gzip'], bomb), means: protocol },

  {
    what: 'too much, with its length',
    bytes: endless('200 OK', 'content-length: 1073741824'),
    endless: true,
    means: protocol,
  },
  { what: 'a body that never ends', bytes: endless('200 OK', 'x-no-length: 1'), endless: true, means: protocol },
  {
    what: 'too much of an error page',
    bytes: endless('502 Bad Gateway', 'x-no-length: 1'),
    endless: true,
    means: protocol,
  },

  { what: 'HTTP/1.0 without a length', bytes: `HTTP/1.0 200 OK\r\n\r\n${envelope}`, means: ok },
  { what: 'a body in chunks', bytes: chunked('0\r\n\r\n'), means: ok },
  { what: 'the last chunk missing', bytes: chunked(''), means: connection },
  { what: 'half of the body', bytes: whole([]).slice(0, -20), means: connection },
  {
    what: 'half of a body without a length',
    bytes: `HTTP/1.1 200 OK\r\n\r\n${envelope.slice(0, -20)}`,
    means: protocol,
  },
  { what: 'bytes after the body', bytes: `${whole([])}SSH-2.0`, means: ok },
  { what: 'two lengths that differ', bytes: whole(['content-length: 7']), means: connection },
  {
    what: 'headers twice',
    bytes: whole(['retry-after: 1', 'retry-after: 2', 'set-cookie: a', 'set-cookie: b']),
    means: ok,
  },
  { what: 'a megabyte of headers', bytes: whole(headers(2_000)), means: connection },
  { what: 'a header that is none', bytes: `HTTP/1.1 200 OK\r\nno header\r\n\r\n${envelope}`, means: connection },
  { what: 'no HTTP at all', bytes: 'SSH-2.0-OpenSSH_9.2\r\n\r\n', means: connection },
  { what: 'nothing', bytes: '', means: connection },

  { what: '103 before the reply', bytes: `HTTP/1.1 103 Early Hints\r\n\r\n${whole([])}`, means: ok },
  {
    what: '100 before the reply',
    bytes: `HTTP/1.1 100 Continue\r\n\r\n${whole([])}`,
    means: ok,
    orWithFetch: [connection],
  },
  { what: '101, which switches protocols', bytes: switching('upgrade: x'), means: protocol, orWithFetch: [connection] },
  {
    ...{
      what: '101 without its headers',
      bytes: switching('x: y'),
      means: protocol,
      orWithFetch: [connection, timeout],
    },
    attemptTimeoutMs: 5_000,
  },
  { what: 'an upgrade that is only offered', bytes: whole(['upgrade: h2,h2c', 'connection: upgrade']), means: ok },
  { what: '204', bytes: 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n', means: protocol },
  { what: 'a redirect', bytes: redirect(307), means: protocol },
  { what: 'a permanent redirect', bytes: redirect(308), means: protocol },
  { what: 'a redirect to GET', bytes: redirect(302), means: protocol },
  { what: 'a status beyond 599', bytes: whole([]).replace('200', '999'), means: protocol, orWithFetch: [connection] },
]

function whole(headers: readonly string[], body: string | Buffer = envelope): string {
  const bytes = typeof body === 'string' ? body : body.toString('latin1')
  const lines = ['HTTP/1.1 200 OK', ...headers, `content-length: ${bytes.length}`, 'connection: close']
  return `${lines.join('\r\n')}\r\n\r\n${bytes}`
}

function headers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `x-${index}: ${'y'.repeat(500)}`)
}

function chunked(end: string): string {
  const size = envelope.length.toString(16)
  return `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${size}\r\n${envelope}\r\n${end}`
}

function switching(header: string): string {
  return `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\n${header}\r\n\r\n`
}

function endless(status: string, header: string): string {
  return `HTTP/1.1 ${status}\r\nconnection: close\r\n${header}\r\n\r\n${piece}`
}

function redirect(status: number): string {
  return `HTTP/1.1 ${status} Elsewhere\r\nlocation: http://127.0.0.1:9/\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`
}
