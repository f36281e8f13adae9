import { checkCloudKey, checkTc3Request } from './check-tc3-input.ts'
import { type Hashing, type PreparedMac, webHashing } from './hashing.ts'
import { toHex } from './hex.ts'
import type { Tc3Key, Tc3Request, Tc3Signature } from './tc3-request.ts'

/** Signs requests with one key. */
export type Tc3Signer = (request: Tc3Request) => Tc3Signature

const secondsPerDay = 86_400

/**
 * Signs one request with TC3-HMAC-SHA256.
 *
 * @throws InputError when a field is empty, of the wrong type, or would break the signed text.
 * @example
 * signTc3({
 *   secretId, secretKey, service: 'trtc', host: 'trtc.tencentcloudapi.com', action: 'StartStreamIngest',
 *   contentType: 'application/json', body, timestamp: Math.floor(Date.now() / 1000),
 * }).authorization
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export function signTc3(input: Tc3Key & Tc3Request): Tc3Signature {
  return createTc3Signer(input)(input)
}

/**
 * Makes a signer that keeps the key derived for the day of the last request, so that three of four HMACs are computed once a day.
 *
 * @throws InputError for an invalid key or service; the signer throws it for an invalid request.
 * @example
 * const sign = createTc3Signer({ secretId, secretKey, service: 'trtc' })
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export function createTc3Signer(key: Tc3Key): Tc3Signer {
  const sign = createUncheckedSigner(key)
  return (request) => {
    checkTc3Request(request)
    return sign(request)
  }
}

/**
 * {@link createTc3Signer} without checks of the requests, for those that the clients make.
 *
 * @throws InputError for an invalid key or service.
 */
export function createUncheckedSigner({ secretId, secretKey, service, hashing = webHashing }: Tc3Key): Tc3Signer {
  checkCloudKey({ secretId, secretKey, service })
  let latest: DayKey | undefined
  return (request) => {
    const { host, action, contentType, body, timestamp, signedHeaders = 'content-type;host;x-tc-action' } = request
    const day = Math.floor(timestamp / secondsPerDay)
    if (latest?.day !== day) latest = deriveDayKey({ day, secretKey, service, hashing })
    const { credentialScope, mac } = latest
    const actionLine = signedHeaders === 'content-type;host' ? '' : `x-tc-action:${action.toLowerCase()}\n`
    const headers = `content-type:${contentType}\nhost:${host}\n${actionLine}`
    const canonicalRequest = `POST\n/\n\n${headers}\n${signedHeaders}\n${hashing.sha256Hex(body)}`
    const stringToSign = `TC3-HMAC-SHA256\n${timestamp}\n${credentialScope}\n${hashing.sha256Hex(canonicalRequest)}`
    const signature = toHex(mac(stringToSign))
    const authorization = `TC3-HMAC-SHA256 Credential=${secretId}/${credentialScope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
    return { authorization, signature, canonicalRequest, stringToSign, credentialScope, signedHeaders }
  }
}

interface DayKey {
  readonly day: number
  readonly credentialScope: string
  readonly mac: PreparedMac
}

/** `day` counts from 1970 in UTC. */
function deriveDayKey(input: Pick<Tc3Key, 'secretKey' | 'service'> & { day: number; hashing: Hashing }): DayKey {
  const { day, secretKey, service, hashing } = input
  const date = new Date(day * secondsPerDay * 1000).toISOString().slice(0, 10)
  const dateKey = hashing.mac(`TC3${secretKey}`)(date)
  const serviceKey = hashing.mac(dateKey)(service)
  const signingKey = hashing.mac(serviceKey)('tc3_request')
  return { day, credentialScope: `${date}/${service}/tc3_request`, mac: hashing.mac(signingKey) }
}
