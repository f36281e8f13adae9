import type { inspectUserSig } from '../src/inspect-user-sig.ts'
import { intRoom } from '../src/room.ts'
import type { Hashing, mintPrivateMapKey, mintUserSig, signTc3 } from '../src/signing/index.ts'
import { assertEqual, hex, type SynchronousCase } from './assert.ts'

/** The signing functions to test, of one build on one runtime. */
export interface SigningLibrary {
  readonly hashing: Hashing
  readonly mintUserSig: typeof mintUserSig
  readonly mintPrivateMapKey: typeof mintPrivateMapKey
  readonly signTc3: typeof signTc3
  readonly inspectUserSig: typeof inspectUserSig
}

/**
 * Test cases with published signatures, and with signatures of the vendor's own libraries at a fixed time.
 *
 * @example
 * for (const { name, run } of signingCases({ ...trtcCall, hashing: webHashing })) test(name, run)
 */
export function signingCases(library: SigningLibrary): readonly SynchronousCase[] {
  return [
    ...tc3Vectors.flatMap((vector) => tc3Cases(library, vector)),
    ...userSigCases(library),
    ...privateMapKeyCases(library),
  ]
}

const payload = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`

/** The vendor's worked examples, of its older and of its current pages: https://www.tencentcloud.com/document/product/647/34264 */
const tc3Vectors = [
  {
    name: 'TC3 as in the older pages',
    // In two parts, so that secret scanners do not flag the vendor's example.
    secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3' + 'EXAMPLE',
    secretKey: 'Gu5t9xGARNpq86cd98joQYCN3' + 'EXAMPLE',
    signedHeaders: 'content-type;host',
    canonicalHash: '5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031',
    dateKey: 'd1308c81fe71cfd4e06437bbc067b2b8a3d2d8c0e375d547f15c41d5214b395a',
    serviceKey: '3c7cb7c7795393edc14fd2e0e6434a518564b4504b88e94f5d11bf59ba3e7050',
    signingKey: 'ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1',
    signature: '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  },
  {
    name: 'TC3 as in the current pages',
    // The published signature was made with the asterisks.
    secretId: `AKID${'*'.repeat(32)}`,
    secretKey: '*'.repeat(32),
    signedHeaders: 'content-type;host;x-tc-action',
    canonicalHash: '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
    dateKey: 'da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0',
    serviceKey: '8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f',
    signingKey: 'b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af',
    signature: '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  },
] as const

function tc3Cases(library: SigningLibrary, vector: (typeof tc3Vectors)[number]): readonly SynchronousCase[] {
  const { name, secretId, secretKey, signedHeaders } = vector
  const scope = '2019-02-25/cvm/tc3_request'
  const sign = (body: string | Uint8Array) =>
    library.signTc3({
      ...{ secretId, secretKey, signedHeaders, service: 'cvm', host: 'cvm.tencentcloudapi.com', body },
      ...{ action: 'DescribeInstances', contentType: 'application/json; charset=utf-8', timestamp: 1_551_113_065 },
      hashing: library.hashing,
    })
  const authorization = `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${vector.signature}`
  return [
    check(`${name}: payload hash`, () => {
      assertEqual(
        library.hashing.sha256Hex(payload),
        '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
      )
    }),
    check(`${name}: derived keys`, () => {
      const dateKey = library.hashing.mac(`TC3${secretKey}`)('2019-02-25')
      const serviceKey = library.hashing.mac(dateKey)('cvm')
      const signingKey = library.hashing.mac(serviceKey)('tc3_request')
      assertEqual([dateKey, serviceKey, signingKey].map(hex), [vector.dateKey, vector.serviceKey, vector.signingKey])
    }),
    check(`${name}: texts`, () => {
      const { canonicalRequest, stringToSign, credentialScope } = sign(payload)
      assertEqual(library.hashing.sha256Hex(canonicalRequest), vector.canonicalHash)
      assertEqual(stringToSign, `TC3-HMAC-SHA256\n1551113065\n${scope}\n${vector.canonicalHash}`)
      assertEqual(credentialScope, scope)
    }),
    check(`${name}: header`, () => assertEqual(sign(payload).authorization, authorization)),
    check(`${name}: header, body in bytes`, () => {
      assertEqual(sign(new TextEncoder().encode(payload)).authorization, authorization)
    }),
  ]
}

const key = {
  sdkAppId: 1_400_000_000,
  // The demo key that the vendor's open-source libraries carry.
  sdkSecretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
}
const request = { userId: 'xiaojun', lifetimeMs: 15_552_000_000, now: 1_700_000_000_000 }
const expiresAt = 1_715_552_000_000
const document = {
  'TLS.ver': '2.0',
  'TLS.identifier': 'xiaojun',
  'TLS.sdkappid': 1_400_000_000,
  'TLS.time': 1_700_000_000,
  'TLS.expire': 15_552_000,
}
const plainSig = 'LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4='

/** Made by the vendor's library for Node at that time, compressed. */
const vendorText =
  'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwhWZiflZpXlQqeKU7MSCgswUJStDEwMogMiUZOamKlkZmqOKplYUZBaBxE1NTY3gosWZ6UpW' +
  'Sj5ljuYp*p7l5unBxXnF2WVhVU4uAf7Ozi5JpX7O5SbuHuUhzgZJmQXaTia2SrUAohcx8g__'

function userSigCases({ mintUserSig, inspectUserSig, hashing }: SigningLibrary): readonly SynchronousCase[] {
  const options = { ...key, userId: 'xiaojun', now: request.now }
  return [
    check('UserSig: document, MAC and expiry', () => {
      const minted = mintUserSig({ ...key, ...request, hashing })
      assertEqual(minted.expiresAt, expiresAt)
      assertEqual(inspectUserSig(minted.value, options), {
        document: { ...document, 'TLS.sig': plainSig },
        expiresAt,
        faults: [],
      })
    }),
    check("UserSig: the vendor's compressed text reads the same", () => {
      assertEqual(inspectUserSig(vendorText, options), {
        document: { ...document, 'TLS.sig': plainSig },
        expiresAt,
        faults: [],
      })
    }),
    check('UserSig: uncompressed text, character for character', () => {
      assertEqual(mintUserSig({ ...key, ...request, hashing }).value, storedText)
    }),
  ]
}

/** The same document in a stored block, which every runtime mints byte for byte. */
const storedText =
  'eAEBqwBU-3siVExTLnZlciI6IjIuMCIsIlRMUy5pZGVudGlmaWVyIjoieGlhb2p1biIsIlRMUy5zZGthcHBpZCI6MTQwMDAwMDAwMCwiVExTLnRp' +
  'bWUiOjE3MDAwMDAwMDAsIlRMUy5leHBpcmUiOjE1NTUyMDAwLCJUTFMuc2lnIjoiTHZBN2QvSXc3Z1NzbnNrdlZ6QkRQT0NDRGJ1TkN3NEdId1RD' +
  'MGJpcCtCND0ifaIXMfI_'

function privateMapKeyCases({
  mintPrivateMapKey,
  inspectUserSig,
  hashing,
}: SigningLibrary): readonly SynchronousCase[] {
  return [
    check('PrivateMapKey: userbuf, MAC and expiry', () => {
      const minted = mintPrivateMapKey({ ...key, ...request, room: intRoom(10_000), privileges: 'all', hashing })
      const seen = inspectUserSig(minted.value, { ...key, userId: 'xiaojun', now: request.now })
      assertEqual(seen.faults, [])
      assertEqual(seen.document?.['TLS.userbuf'], 'AAAHeGlhb2p1blNyTgAAACcQZkE/AAAAAP8AAAAA')
      assertEqual(seen.document?.['TLS.sig'], 'y9Avb5xwHgIgoABbGakLaE0xs+v/dLcIPegbWfcbRLI=')
      assertEqual([minted.expiresAt, seen.userbuf?.expiresAt], [expiresAt, expiresAt])
      assertEqual(seen.userbuf?.room, { kind: 'int', id: 10_000 })
    }),
  ]
}

function check(name: string, run: () => void): SynchronousCase {
  return { name, run }
}
