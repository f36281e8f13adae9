import { createHash, createHmac } from 'node:crypto'
import type { Sample } from './samples.ts'
import type { Agreed } from './webhook-options.ts'

/** A POST as the vendor makes it. */
export interface Delivery {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Signs a sample with what was agreed on.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function signSample({ command, body: fields }: Sample, to: string, sdkAppId: number, agreed: Agreed): Delivery {
  const body = JSON.stringify(fields)
  const type = { 'content-type': 'application/json' }
  if (command === undefined) {
    const { key } = agreed
    const sign = key === undefined ? {} : { Sign: createHmac('sha256', key).update(body).digest('base64') }
    return { url: to, headers: { ...type, SdkAppId: String(sdkAppId), ...sign }, body }
  }
  const url = new URL(to)
  const { secret, token } = agreed
  if (secret !== undefined) url.searchParams.set(secret.name, secret.value)
  const query = { SdkAppid: String(sdkAppId), CallbackCommand: command, contenttype: 'json', ...fromNobody }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  if (token !== undefined) {
    const requestTime = String(Math.floor(Date.now() / 1_000))
    url.searchParams.set('Sign', createHash('sha256').update(`${token}${requestTime}`).digest('hex'))
    url.searchParams.set('RequestTime', requestTime)
  }
  return { url: url.href, headers: type, body }
}

const fromNobody = { ClientIP: '127.0.0.1', OptPlatform: 'RESTAPI' }
