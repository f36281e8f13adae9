import type { Transport } from '@trtc-call/node'

/** Somebody in a call, as get_call_info tells it. */
export interface Member {
  readonly userId: string
  /** `Waiting` rings, `Calling` talks. */
  readonly status: string
}

/** Reads along what the looks at a call bring, so that showing who rings costs no request of its own. */
export function hearMembers(transport: Transport, tell: (members: readonly Member[]) => void): Transport {
  return async (url, init) => {
    const response = await transport(url, init)
    if (!new URL(url).pathname.endsWith('/get_call_info')) return response
    const { status, headers } = response
    const text = async (): Promise<string> => {
      const said = await response.text()
      const members = membersIn(said)
      if (members !== undefined) tell(members)
      return said
    }
    return { status, headers, text }
  }
}

/** Undefined where there is no list: that is no news, least of all that everybody has left. */
function membersIn(text: string): readonly Member[] | undefined {
  try {
    const list: unknown = JSON.parse(text)?.Response?.UserList
    if (!Array.isArray(list)) return undefined
    return list.map((one) => ({ userId: String(one?.User_Account), status: String(one?.Status) }))
  } catch {
    return undefined
  }
}
