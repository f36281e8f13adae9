import { proxyVariables } from '../client/network.ts'
import type { Io } from '../io.ts'
import type { Finding } from './finding.ts'

/** Whether requests go through a proxy. Its address may have a password in it, and is not shown. */
export function checkProxy(io: Pick<Io, 'env'>): Finding {
  const names = proxyVariables(io)
  if (names.length === 0) return { check: 'proxy', state: 'ok', what: 'no proxy is named in the environment' }
  const exceptions = io.env.no_proxy || io.env.NO_PROXY ? ', except to the hosts in NO_PROXY' : ''
  const what = `requests go through the proxy of ${names.join(', ')}${exceptions}; requests to this machine never do`
  return { check: 'proxy', state: 'ok', what }
}
