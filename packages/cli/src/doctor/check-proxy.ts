import type { Finding } from './finding.ts'

const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'] as const

/** Whether a proxy is named that this program does not use. Its address may have a password, and is not shown. */
export function checkProxy(env: Readonly<Record<string, string | undefined>>): Finding {
  const set = variables.filter((name) => (env[name] ?? '') !== '')
  if (set.length === 0) return { check: 'proxy', state: 'ok', what: 'no proxy is named in the environment' }
  return {
    check: 'proxy',
    state: 'note',
    what: `${set.join(', ')} ${set.length === 1 ? 'is' : 'are'} set, and this program does not use it`,
    why: 'its requests go straight to the vendor; where only a proxy gets out, they time out',
    mend: 'in your code, give createTrtcCall a fetch of @trtc-call/node/proxy',
  }
}
