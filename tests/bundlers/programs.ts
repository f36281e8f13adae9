import type { Entry } from '../types/entries.ts'

/** The import syntax of a program, and how its bundle is loaded. */
export const formats = {
  'ESM as ESM': { source: 'mjs', output: 'mjs', format: 'esm' },
  'ESM as CommonJS': { source: 'mjs', output: 'cjs', format: 'cjs' },
  'CommonJS as CommonJS': { source: 'cjs', output: 'cjs', format: 'cjs' },
} as const
export type Format = (typeof formats)[keyof typeof formats]

/** The code of a program, which prints its results. `entries` has the modules by name. */
interface Program {
  readonly platform: 'node' | 'web'
  readonly packages: readonly string[]
  readonly body: string
}

const ring = `
  const options = JSON.parse(process.argv[2])
  const call = await createTrtcCall(options).dial({
    robot: 'robot', callees: [process.argv[3]], media: 'video', stream: { url: 'https://example.com/welcome.mp4', repeat: 'forever' },
  })
  const report = await call.hangUp()
`

export const programs: Readonly<Record<string, Program>> = {
  '@trtc-call/node': {
    platform: 'node',
    packages: ['@trtc-call/node', '@trtc-call/core', '@trtc-call/spec'],
    body: `
  const request = { Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000, CallInfo: { MediaType: 'Audio' } }
  const { createTrtcCall, createVendorUserSigMinter, inspectUserSig } = entries['@trtc-call/node']
  ${ring}
  const key = { sdkAppId: options.sdkAppId, sdkSecretKey: options.call.sdkSecretKey }
  const { value } = createVendorUserSigMinter(key)({ userId: 'jack', lifetimeMs: 60_000 })
  const { faults } = inspectUserSig(value, { ...key, userId: 'jack' })
  // The emulator opens no tunnel. The error says so only if the agent has been loaded.
  const fetch = entries['@trtc-call/node/proxy'].createProxyTransport({ proxyUrl: options.endpoints.call })
  const { calls } = createTrtcCall({ sdkAppId: options.sdkAppId, call: options.call, fetch })
  const { cause } = await calls.startCallByRobot(request).catch((error) => error)
  return { report, compressed: value.startsWith('eJ'), faults, code: cause?.code }`,
  },
  '@trtc-call/edge': {
    platform: 'web',
    packages: ['@trtc-call/edge', '@trtc-call/core', '@trtc-call/spec'],
    body: `
  const { createTrtcCall } = entries['@trtc-call/edge']
  ${ring}
  return { report }`,
  },
  '@trtc-call/emulator': {
    platform: 'node',
    packages: ['@trtc-call/emulator'],
    body: `
  const emulator = await entries['@trtc-call/emulator'].startEmulator()
  const page = await fetch(emulator.url, { headers: { accept: 'text/html' } })
  await emulator.close()
  return { page: [page.status, page.headers.get('content-type').split(';')[0]] }`,
  },
}

/** The source of a program that imports every entry of its packages. */
export function programText({ body, packages }: Program, entries: readonly Entry[], source: Format['source']): string {
  // Vitest cannot be bundled into an application.
  const used = entries.filter((entry) => packages.includes(entry.packageName) && !entry.importName.endsWith('/vitest'))
  const names = used.filter((entry) => source === 'mjs' || entry.isRequirable).map(({ importName }) => importName)
  const imports = names.map((name, index) =>
    source === 'mjs' ? `import * as m${index} from '${name}'` : `const m${index} = require('${name}')`,
  )
  const modules = names.map((name, index) => `  '${name}': m${index},`)
  return [
    ...imports,
    `const entries = {\n${modules.join('\n')}\n}`,
    `async function main() {${body}\n}`,
    'const empty = Object.keys(entries).filter((name) => Object.keys(entries[name]).length === 0)',
    'main().then((result) => console.log(JSON.stringify({ ...result, empty, hasRequire: "require" in globalThis })))',
    '',
  ].join('\n')
}
