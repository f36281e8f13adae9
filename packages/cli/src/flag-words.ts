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
  SeekSecond: '--seek-s',
  Volume: '--volume',
  MaxDuration: '--max-duration-min',
}

/** The same, wherever they stand: these are no English words. */
const anywhere: readonly (readonly [RegExp, string])[] = [
  [/\bstream\.(\w+)/g, '--stream: $1'],
  [/--stream: url\b/g, '--stream'],
  [/\bingestRoomIdType\b/g, '--room-id-type'],
  [/\bringTimeoutMs\b/g, '--ring-timeout-ms'],
  [/\blifetimeMs\b/g, '--lifetime-s'],
  [/\bsdkAppId\b/g, '--sdk-app-id (or TRTC_SDK_APP_ID)'],
  [/\bsdkSecretKey\b/g, 'the app’s key (TRTC_SDK_SECRET_KEY)'],
  [/\btimeoutMs\b/g, '--timeout'],
  [/the endpoint of the (Call|cloud) interface/g, '--endpoint (or TRTC_CALL_ENDPOINT)'],
]

/** A client's TypeError in the words of the command line. */
export function inFlagWords(message: string): string {
  const bare = message.replace(/^\w+: /, '')
  const started = bare.replace(/^\w+/, (name) => atStart[name] ?? name)
  return anywhere.reduce((text, [pattern, words]) => text.replace(pattern, words), started)
}
