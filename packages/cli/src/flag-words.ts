/** The clients' own option names, where their messages begin with one. */
const atStart: Readonly<Record<string, string>> = {
  robot: '--robot',
  callees: '--callee',
  media: '--media',
  userData: '--user-data',
  push: '--offline-push',
  site: '--site (or TRTC_SITE)',
  edition: '--edition',
  region: '--region (or TENCENTCLOUD_REGION)',
  identifier: '--identifier (or TRTC_IDENTIFIER)',
  userId: '--user',
  StreamUrl: '--stream',
  UserId: '--user',
  CallId: 'CALL_ID',
  TaskId: 'TASK_ID',
  SeekSecond: '--seek',
  Volume: '--volume',
  MaxDuration: '--max-duration',
  UserID: '--user',
  Nick: '--nick',
  FaceUrl: '--face',
  From_Account: '--robot',
  Url: '--url',
  StartTime: '--since',
  EndTime: '--until',
}

/** The same, wherever they stand: these are no English words. */
const anywhere: readonly (readonly [RegExp, string])[] = [
  [/\bstream\.(\w+)/g, '--stream: $1'],
  [/--stream: url\b/g, '--stream'],
  [/\bingestRoomIdType\b/g, '--room-id-type'],
  [/\bringTimeoutMs\b/g, '--ring-timeout'],
  [/\blifetimeMs\b/g, '--lifetime-s'],
  // Where the number is meant, not where to give it.
  [/\b(the|this|same) sdkAppId\b/g, '$1 SDKAppID'],
  [/\bsdkAppId\b/g, '--sdk-app-id (or TRTC_SDK_APP_ID)'],
  [/\bsdkSecretKey\b/g, 'TRTC_SDK_SECRET_KEY'],
  [/\bsecretId\b/g, 'TENCENTCLOUD_SECRET_ID'],
  [/\bsecretKey\b/g, 'TENCENTCLOUD_SECRET_KEY'],
  [/\baccountCheck\b/g, 'account_check'],
  [/\baccountImport\b/g, 'account_import'],
  [/\btimeoutMs\b/g, '--timeout'],
  [/\ballowInsecureHosts\b/g, '--allow-insecure-hosts'],
  [/the endpoint of the (Call|cloud) interface/g, '--endpoint (or TRTC_CALL_ENDPOINT)'],
]

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

/** What a client says of its options, in the words of the command line. */
export function inFlagWords(text: string): string {
  return anywhere.reduce((said, [pattern, words]) => said.replace(pattern, words), text)
}

/** The same for a client's TypeError, which begins with the option that is wrong. */
export function inputInFlagWords(message: string): string {
  const bare = message.replace(/^\w+: /, '')
  const started = bare.replace(/^\w+/, (name) => atStart[name] ?? name)
  const users = started.replace(/^(?:AccountList|CheckItem|To_Account)(\[\d+\])(?:\.UserID)?/, '--user$1')
  const placed = users.replace(/^(--callee|--user)\[(\d+)\]/, (_, flag, index) => {
    return `${flag} (the ${places[Number(index)] ?? `one at ${Number(index) + 1}`})`
  })
  return inFlagWords(placed)
}
