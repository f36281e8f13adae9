import { unpack } from './vendor.ts'

/** Reads a userbuf step by step, with nothing of ours. */
export function readBytes(value: string) {
  const bytes = Buffer.from(unpack(value)['TLS.userbuf'] as string, 'base64')
  let at = 0
  const take = (length: number) => {
    at += length
    return bytes.subarray(at - length, at)
  }
  const number = () => take(4).readUInt32BE()
  const version = take(1).readUInt8()
  const account = take(take(2).readUInt16BE()).toString('utf8')
  const fields = {
    version,
    account,
    sdkAppId: number(),
    roomNumber: number(),
    expiry: number(),
    map: number(),
    type: number(),
  }
  const roomText = version === 1 ? take(take(2).readUInt16BE()).toString('utf8') : undefined
  return { ...fields, roomText, left: bytes.length - at }
}
