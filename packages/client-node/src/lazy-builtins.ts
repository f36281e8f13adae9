import type * as Http from 'node:http'
import type * as Https from 'node:https'
import type * as Zlib from 'node:zlib'

// Not imported, because together they would take more than half of the time of importing this package: `node:https` loads TLS,
// and importing `node:http` from an ES module reads all of its exports, among them a WebSocket for which Node loads undici.

/** `node:http`, loaded when it is first used. */
export const http = (): typeof Http => process.getBuiltinModule('node:http')

/** `node:https`, loaded when it is first used. */
export const https = (): typeof Https => process.getBuiltinModule('node:https')

/** `node:zlib`, loaded when it is first used. */
export const zlib = (): typeof Zlib => process.getBuiltinModule('node:zlib')
