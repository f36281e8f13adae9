import type { Document, Family } from './load.ts'
import { banner, key } from './text.ts'

const hostOf = (url: string): string => url.replace('https://', '')

function emitSites(document: Document): string {
  const rows = document.servers.flatMap((server) => {
    const name = server['x-site']
    if (name === undefined) return []
    const backup = server['x-backup'] === undefined ? '' : `, backup: '${hostOf(server['x-backup'])}'`
    return [`  ${key(name)}: { host: '${hostOf(server.url)}'${backup} },`]
  })
  return `
/** Hosts of the Call interface by the site that an app belongs to. */
export const callSites = {
${rows.join('\n')}
} as const

/** A site of the Call interface. Which one an app belongs to is shown in its console; it is never guessed. */
export type CallSite = keyof typeof callSites
`
}

function emitEditions(document: Document): string {
  const rows = document.servers.flatMap((server) => {
    const name = server['x-edition']
    if (name === undefined) return []
    return [`  ${key(name)}: { host: '${hostOf(server.url)}', region: '${server['x-default-region']}' },`]
  })
  return `
/** Hosts of the cloud interface by the edition of the cloud account, with a region that every list of the edition has. */
export const cloudEditions = {
${rows.join('\n')}
} as const

/** Whether the cloud account is of the mainland or of the international edition. */
export type CloudEdition = keyof typeof cloudEditions
`
}

/** The documents' `servers` that have a name of ours. */
export function emitServers(family: Family, document: Document): string {
  return banner + (family === 'call' ? emitSites(document) : emitEditions(document))
}
