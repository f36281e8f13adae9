/** Which step on the way to a host failed, by the code of the system, and how to mend it where that is known. */
export function whyUnconnected(cause: unknown): { readonly why: string; readonly mend?: string } {
  const code = String((cause as NodeJS.ErrnoException | undefined)?.code ?? '')
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return {
      why: `DNS: the name of the host was not found (${code})`,
      mend: 'look at the DNS server, or at --endpoint',
    }
  }
  if (/^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_SSL)/.test(code)) {
    const mend = 'where a proxy opens TLS, let Node trust its certificate: NODE_EXTRA_CA_CERTS=/path/to/ca.pem'
    return { why: `TLS: the host’s certificate was not accepted (${code})`, mend }
  }
  if (code.startsWith('ERR_PROXY_')) {
    return {
      why: `proxy: ${(cause as Error).message}`,
      mend: 'look at HTTPS_PROXY and NO_PROXY, or ask who runs the proxy',
    }
  }
  if (code === 'ECONNREFUSED') return { why: `nothing listens there (${code})` }
  return { why: code === '' ? 'the connection broke' : `the connection failed (${code})` }
}
