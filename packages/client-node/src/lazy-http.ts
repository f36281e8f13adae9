import type * as Http from 'node:http'
import type * as Https from 'node:https'
import type * as Zlib from 'node:zlib'

// Not imported, because together they are more than half of what importing this package would cost: TLS comes with the one,
// and an ES module that imports the other has all its exports read, a WebSocket among them for which Node loads undici.

/** `node:http`, loaded when it is first used. */
export const http = (): typeof Http => process.getBuiltinModule('node:http')

/** `node:https`, loaded when it is first used. */
export const https = (): typeof Https => process.getBuiltinModule('node:https')

/** `node:zlib`, loaded when it is first used. */
export const zlib = (): typeof Zlib => process.getBuiltinModule('node:zlib')
