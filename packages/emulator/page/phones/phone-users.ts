import type { CallView, MemberStatus } from '../../src/state/call.ts'
import { calleesOf } from '../model/format.ts'
import type { AccountView, PhoneView, StateDocument } from '../model/state-document.ts'

/** A user with a phone. */
export interface PhoneUser {
  readonly userId: string
  readonly name: string
  readonly hasPicture: boolean
  readonly phone: PhoneView | undefined
  /** The current or last call of the phone. */
  readonly call: CallView | undefined
  readonly status: MemberStatus | undefined
}

/** Lists the users with a phone, oldest first. Robots have none. */
export function phoneUsers(state: StateDocument): PhoneUser[] {
  const robots = new Set(state.calls.map(({ robot }) => robot))
  const known = [
    ...state.phones.map(({ userId }) => userId),
    ...state.calls.flatMap((call) => calleesOf(call).map(({ userId }) => userId)),
    ...state.accounts.map(({ userId }) => userId).filter((userId) => !robots.has(userId)),
  ]
  return [...new Set(known)].map((userId) => phoneUser(userId, state))
}

function phoneUser(userId: string, { calls, phones, accounts }: StateDocument): PhoneUser {
  const own = calls.filter((call) => calleesOf(call).some((member) => member.userId === userId))
  const call = own.find((candidate) => isEngaged(candidate, userId)) ?? own.at(-1)
  const account = accounts.find((candidate) => candidate.userId === userId)
  return {
    userId,
    name: nameOf(account) || userId,
    hasPicture: Boolean(account?.profile.Tag_Profile_IM_Image),
    phone: phones.find((candidate) => candidate.userId === userId),
    call,
    status: call && statusIn(call, userId),
  }
}

/** Returns the nickname of an account; empty without one. */
export function nameOf(account: AccountView | undefined): string {
  return account?.profile.Tag_Profile_IM_Nick ?? ''
}

function isEngaged(call: CallView, userId: string): boolean {
  const status = statusIn(call, userId)
  return call.endedAt === undefined && (status === 'Waiting' || status === 'Calling')
}

function statusIn({ members }: CallView, userId: string): MemberStatus | undefined {
  return members.findLast((member) => member.userId === userId)?.status
}
