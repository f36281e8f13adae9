// Loaded before a block of a README: redirects requests from the vendor's hosts to the emulator, so that the block runs
// unchanged. No https request leaves this machine.
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

const { hostname, port } = new URL(process.env.EMULATOR_URL)

https.request = ({ host, headers, agent: _, ...rest }, ...others) =>
  http.request({ ...rest, protocol: 'http:', host: hostname, port, headers: { ...headers, host } }, ...others)
syncBuiltinESMExports()
