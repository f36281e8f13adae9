import net from 'node:net'

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/**
 * Whether NO_PROXY contains the host, as in curl: `example.com` and `.example.com` match the domain and its subdomains,
 * `10.0.0.0/8` a range of addresses, `*` every host; entries are separated by commas or white space. As in Go, an entry can have
 * a port.
 */
export function isExcluded({ protocol, hostname, port }: URL, noProxy: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '')
  const hostPort = port || defaultPorts[protocol]
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true
      const { name, port } = splitEntry(entry)
      if (port !== undefined && port !== hostPort) return false
      return net.isIP(host) === 0 ? isWithin(host, name) : isInRange(host, name)
    })
}

/** Splits `example.com:8443` or `[::1]:8443`. An IPv6 address without brackets has no port. */
function splitEntry(entry: string): { readonly name: string; readonly port?: string | undefined } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? []
  return { name: bracketed ?? plain ?? entry, port }
}

function isWithin(host: string, name: string): boolean {
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '')
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

/** Whether an address is the same address, or within the range. */
function isInRange(host: string, name: string): boolean {
  const [address = '', prefix] = name.split('/')
  const family = net.isIP(address)
  const bits = family === 4 ? 32 : 128
  if (family === 0 || (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))) return false
  const range = new net.BlockList()
  range.addSubnet(address, Number(prefix ?? bits), family === 4 ? 'ipv4' : 'ipv6')
  return range.check(host, net.isIP(host) === 4 ? 'ipv4' : 'ipv6')
}
