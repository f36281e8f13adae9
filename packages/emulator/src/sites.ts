/** The vendor's sites. */
export const sites = [
  'china',
  'singapore',
  'seoul',
  'frankfurt',
  'silicon-valley',
  'jakarta',
  'tokyo',
  'mumbai',
  'saudi-arabia',
] as const

/** The site that hosts an application. */
export type Site = (typeof sites)[number]
