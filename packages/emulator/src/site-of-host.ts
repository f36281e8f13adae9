import { callDocument } from '@trtc-call/spec/documents'

interface Server {
  readonly url: string
  readonly 'x-site'?: string
  readonly 'x-backup'?: string
}

let byHost: ReadonlyMap<string, string> | undefined

/** Returns the site of a Host header; undefined for names that are not the vendor's. */
export function siteOfHost(host: string): string | undefined {
  byHost ??= readHosts()
  return byHost.get(host.toLowerCase().replace(/:\d+$/, ''))
}

function readHosts(): ReadonlyMap<string, string> {
  const { servers } = callDocument as unknown as { readonly servers: readonly Server[] }
  const pairs = servers.flatMap(({ url, 'x-site': site, 'x-backup': backup }) => {
    if (site === undefined) return []
    const hosts = [new URL(url).hostname, ...(backup === undefined ? [] : [backup])]
    return hosts.map((host) => [host, site] as const)
  })
  return new Map(pairs)
}
