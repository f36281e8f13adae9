import { strictEqual } from 'node:assert'
import { createTc3Signer as createWebTc3Signer, createUserSigMinter as createWebUserSigMinter } from '@trtc-call/core'
import { createTc3Signer, createUserSigMinter, createVendorUserSigMinter } from '@trtc-call/node'
import officialSign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js'
import TLSSigAPIv2 from 'tls-sig-api-v2/TLSSigAPIv2.js'
import { compare, type Measured, type Variant } from './rounds.ts'

const appKey = {
  sdkAppId: 1_400_000_000,
  sdkSecretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
}
const cloudKey = { secretId: `AKID${'x'.repeat(32)}`, secretKey: 'y'.repeat(32), service: 'trtc' }
const lifetimeSeconds = 15_552_000
const timestamp = 1_700_000_000

/** Measures UserSigs against tls-sig-api-v2, and TC3 signatures against the vendor's SDK. */
export async function runSigningBench(count = 5_000, rounds = 25): Promise<{ userSig: Measured[]; tc3: Measured[] }> {
  return { userSig: await compare(userSigVariants(), count, rounds), tc3: await compare(tc3Variants(), count, rounds) }
}

function userSigVariants(): Variant[] {
  const api = new TLSSigAPIv2.Api(appKey.sdkAppId, appKey.sdkSecretKey)
  const request = { userId: 'administrator', lifetimeMs: lifetimeSeconds * 1000 }
  const [behindChecks, onNode, onWeb] = [
    createVendorUserSigMinter(appKey),
    createUserSigMinter(appKey),
    createWebUserSigMinter(appKey),
  ]
  strictEqual(onNode({ ...request, now: 0 }).value, onWeb({ ...request, now: 0 }).value)
  return [
    { name: 'tls-sig-api-v2', run: times(() => api.genUserSig('administrator', lifetimeSeconds)) },
    { name: 'tls-sig-api-v2 behind our checks', run: times(() => behindChecks(request)) },
    { name: '@trtc-call/node, own mint', run: times(() => onNode(request)) },
    { name: '@trtc-call/core, plain JavaScript', run: times(() => onWeb(request)) },
  ]
}

function tc3Variants(): Variant[] {
  const contentType = 'application/json; charset=utf-8'
  const payload = Buffer.from(JSON.stringify(ingestBody))
  const url = 'https://trtc.tencentcloudapi.com/'
  const official = () =>
    officialSign.default.sign3({
      ...cloudKey,
      url,
      payload,
      timestamp,
      headers: { 'Content-Type': contentType },
    } as never)
  const request = {
    ...{ host: 'trtc.tencentcloudapi.com', action: 'StartStreamIngest', contentType, body: payload, timestamp },
    signedHeaders: 'content-type;host',
  } as const
  const [onNode, onWeb] = [createTc3Signer(cloudKey), createWebTc3Signer(cloudKey)]
  strictEqual(onNode(request).authorization, official())
  strictEqual(onWeb(request).authorization, official())
  return [
    { name: "the vendor's SDK, sign3", run: times(official) },
    { name: '@trtc-call/node', run: times(() => onNode(request)) },
    { name: '@trtc-call/core, plain JavaScript', run: times(() => onWeb(request)) },
  ]
}

const ingestBody = {
  SdkAppId: appKey.sdkAppId,
  RoomId: 'room-42',
  RoomIdType: 1,
  UserId: 'robot',
  UserSig: 'x'.repeat(190),
  StreamUrl: 'https://example.com/welcome.mp4',
  RepeatNum: 1,
}

function times(once: () => unknown): (count: number) => void {
  return (count) => {
    for (let done = 0; done < count; done++) once()
  }
}
