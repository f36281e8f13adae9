import { deflateSync } from 'node:zlib'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { mintUserSig } from '../../src/signing/index.ts'

export const key = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a-key-nobody-may-see' }
export const now = 1_700_000_000_000
export const expected = { ...key, userId: 'jack', now }
export const good = { ...key, userId: 'jack', lifetimeMs: 86_400_000, now }
export const { value } = mintUserSig({ ...good, deflate: deflateSync })

export const document = {
  'TLS.ver': '2.0',
  'TLS.identifier': 'jack',
  'TLS.sdkappid': 1_400_000_000,
  'TLS.time': 1_700_000_000,
  'TLS.expire': 86_400,
  'TLS.sig': inspectUserSig(value).document?.['TLS.sig'],
}

const toVendor = (base64: string) => base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
export const toStandard = (text: string) => text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
export const pack = (bytes: Uint8Array) => toVendor(Buffer.from(bytes).toString('base64'))
export const packJson = (json: unknown) => pack(deflateSync(JSON.stringify(json)))
export const faultsOf = (text: string, options: object = expected) =>
  inspectUserSig(text, options).faults.map(({ code, vendorCode }) => (vendorCode ? [code, vendorCode] : [code]))
