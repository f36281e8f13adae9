/**
 * Runs the registry: `node serve-registry.ts <tools> <storage> <uplink>`. Sends its URL to the parent
 * process.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [tools = '', storage = '', uplink = ''] = process.argv.slice(2)
const { runServer } = createRequire(join(tools, 'package.json'))('verdaccio')
const server = await runServer({
  storage,
  self_path: storage,
  uplinks: { public: { url: uplink, maxage: '30m' } },
  packages: {
    // Never requested from the uplink, and published without a token.
    '@trtc-call/*': { access: '$all', publish: '$all', unpublish: '$all' },
    '**': { access: '$all', proxy: 'public' },
  },
  auth: { htpasswd: { file: join(storage, 'htpasswd'), max_users: -1 } },
  max_body_size: '100mb',
  web: { enable: false },
  log: { type: 'stdout', format: 'pretty', level: 'error' },
})
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${server.address().port}/`))
process.once('disconnect', () => process.exit())
