/** Where an application can live. */
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

/** One of them. */
export type Site = (typeof sites)[number]
