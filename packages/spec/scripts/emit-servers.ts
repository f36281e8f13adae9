import { banner, key } from './format.ts'
import type { Document, Family } from './load.ts'

const hostOf = (url: string): string => url.replace('https://', '')

function emitSites(document: Document): string {
  const rows = document.servers.flatMap((server) => {
    const name = server['x-site']
    if (name === undefined) return []
    const backup = server['x-backup'] === undefined ? '' : `, backup: '${hostOf(server['x-backup'])}'`
    return [`  ${key(name)}: { host: '${hostOf(server.url)}'${backup} },`]
  })
  return `
/** The hosts of the Call interface, by site. */
export const callSites = {
${rows.join('\n')}
} as const

/** A site of the Call interface. The console shows the site of an app. */
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
/** The hosts of the cloud interface, by edition of the cloud account, each with a region that supports every action. */
export const cloudEditions = {
${rows.join('\n')}
} as const

/** The edition of a cloud account: mainland China or international. */
export type CloudEdition = keyof typeof cloudEditions
`
}

/** Emits the document's servers that have a site or an edition. */
export function emitServers(family: Family, document: Document): string {
  return banner + (family === 'call' ? emitSites(document) : emitEditions(document))
}
