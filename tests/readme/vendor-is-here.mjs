// Loaded before a block of a README: whatever it sends to a host of the vendor arrives at the emulator, so that the block can
// stay as it is printed. Nothing can leave this machine by https.
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

const { hostname, port } = new URL(process.env.EMULATOR_URL)

https.request = ({ host, headers, agent: _, ...rest }, ...others) =>
  http.request({ ...rest, protocol: 'http:', host: hostname, port, headers: { ...headers, host } }, ...others)
syncBuiltinESMExports()
