import { ApiError } from '../api-error.ts'
import type { Reaction } from '../state/phones.ts'
import type { Handler } from './handler.ts'

interface ImportedAccount {
  readonly UserID: string
  readonly Nick?: string
  readonly FaceUrl?: string
}

interface PortraitBody {
  readonly From_Account: string
  readonly ProfileItem: readonly { readonly Tag: string; readonly Value: string }[]
}

const accountImport: Handler = (body, { app }) => {
  const account = body as ImportedAccount
  app.accounts.put(account.UserID, profileOf(account))
  return {}
}

const multiaccountImport: Handler = (body, { app }) => {
  const { AccountList } = body as { AccountList: readonly ImportedAccount[] }
  for (const account of AccountList) app.accounts.put(account.UserID, profileOf(account))
  return { FailAccounts: [] }
}

const accountCheck: Handler = (body, { app }) => {
  const { CheckItem } = body as { CheckItem: readonly { UserID: string }[] }
  const ResultItem = CheckItem.map(({ UserID }) => {
    const AccountStatus = app.accounts.has(UserID) ? 'Imported' : 'NotImported'
    return { UserID, ResultCode: 0, ResultInfo: '', AccountStatus }
  })
  return { ResultItem }
}

const portraitSet: Handler = (body, { app }) => {
  const { From_Account, ProfileItem } = body as PortraitBody
  if (!app.accounts.has(From_Account)) throw new ApiError(40003, 'From_Account has not been imported')
  app.accounts.put(From_Account, Object.fromEntries(ProfileItem.map(({ Tag, Value }) => [Tag, Value])))
  return {}
}

/** The status of an account follows from the behaviour of its phone. */
const queryOnlineStatus: Handler = (body, { app }) => {
  const { To_Account } = body as { To_Account: readonly string[] }
  const known = To_Account.filter((userId) => app.accounts.has(userId))
  const unknown = To_Account.filter((userId) => !app.accounts.has(userId))
  const statusOf = (userId: string) => onlineStatus(app.phones.reaction(userId))
  return {
    QueryResult: known.map((userId) => ({ To_Account: userId, Status: statusOf(userId) })),
    ErrorList: unknown.map((userId) => ({ To_Account: userId, ErrorCode: 70107 })),
  }
}

function onlineStatus({ does, presence }: Reaction): 'Online' | 'PushOnline' | 'Offline' {
  if (does === 'offline' || presence === 'offline') return 'Offline'
  return presence === 'offline-push' ? 'PushOnline' : 'Online'
}

export const accountHandlers = {
  accountImport,
  multiaccountImport,
  accountCheck,
  portraitSet,
  queryOnlineStatus,
} satisfies Record<string, Handler>

/** Maps the fields of an import to profile tags. */
function profileOf({ Nick, FaceUrl }: ImportedAccount): Record<string, string> {
  return {
    ...(Nick === undefined ? {} : { Tag_Profile_IM_Nick: Nick }),
    ...(FaceUrl === undefined ? {} : { Tag_Profile_IM_Image: FaceUrl }),
  }
}
