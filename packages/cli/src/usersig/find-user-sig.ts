/** A UserSig, and what the request around it says whose it should be. */
export interface FoundUserSig {
  readonly value: string
  /** Where it stood: alone, in the query of an address, in a field of a body. */
  readonly from: 'value' | 'query' | 'body'
  readonly userId?: string
  readonly sdkAppId?: number
}

/** Finds the UserSig in what was pasted: itself, an address, a curl line, a body. What is none of these is the value. */
export function findUserSig(text: string): FoundUserSig {
  const inQuery = parameter(text, 'usersig')
  if (inQuery !== undefined) {
    return {
      value: unescapedOnce(inQuery),
      from: 'query',
      ...userOf(unescapedOnce(parameter(text, 'identifier') ?? '')),
      ...appOf(parameter(text, 'sdkappid')),
    }
  }
  const inBody = field(text, 'UserSig') ?? field(text, 'PrivateMapKey')
  if (inBody === undefined) return { value: text, from: 'value' }
  return inBodyOf(inBody, text)
}

/** The PrivateMapKey, which may stand beside a UserSig; where there is none, what `findUserSig` finds. */
export function findPrivateMapKey(text: string): FoundUserSig {
  const inBody = field(text, 'PrivateMapKey')
  return inBody === undefined ? findUserSig(text) : inBodyOf(inBody, text)
}

function inBodyOf(value: string, text: string): FoundUserSig {
  return { value, from: 'body', ...userOf(field(text, 'UserId') ?? ''), ...appOf(number(text, 'SdkAppId')) }
}

function parameter(text: string, name: string): string | undefined {
  return new RegExp(`(?:^|[?&;\\s'"])${name}=([^&;\\s'"#\\\\]*)`, 'i').exec(text)?.[1]
}

/** In a shell's double quotes the quotes of JSON have backslashes. */
function field(text: string, name: string): string | undefined {
  return new RegExp(`"${name}\\\\?"\\s*:\\s*\\\\?"([^"\\\\]*)`, 'i').exec(text)?.[1]
}

function number(text: string, name: string): string | undefined {
  return new RegExp(`"${name}\\\\?"\\s*:\\s*(\\d+)`, 'i').exec(text)?.[1]
}

/** A query may be escaped once, and the vendor takes that off. What was escaped twice is left, so that it is told. */
function unescapedOnce(escaped: string): string {
  try {
    const once = decodeURIComponent(escaped.replaceAll('+', ' '))
    return once.includes('%') ? escaped : once
  } catch {
    return escaped
  }
}

function userOf(userId: string): { readonly userId?: string } {
  const isUsable = /^[\x20-\x7e]{1,32}$/.test(userId)
  return isUsable ? { userId } : {}
}

function appOf(digits: string | undefined): { readonly sdkAppId?: number } {
  const sdkAppId = Number(digits)
  return sdkAppId >= 1 && sdkAppId <= 0xffff_ffff ? { sdkAppId } : {}
}
