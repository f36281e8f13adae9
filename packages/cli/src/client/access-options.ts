import type { Options } from '../options.ts'

/** Options of every command. */
export const commonOptions = {
  json: { kind: 'flag', summary: 'print one JSON document to stdout, also on failure' },
  profile: {
    kind: 'text',
    value: 'NAME',
    env: ['TRTC_CALL_PROFILE'],
    summary: 'saved settings to use; see profile add [the default profile]',
  },
} as const satisfies Options

/** Options of commands that ring people or overwrite something, for `confirmProduction`. */
export const confirmOptions = {
  yes: { kind: 'flag', summary: 'do not ask for confirmation with a production profile' },
} as const satisfies Options

/** Options of commands that send requests. */
export const requestOptions = {
  ...commonOptions,
  verbose: { kind: 'flag', summary: 'print every request to stderr, with its duration and request id' },
  dryRun: { kind: 'flag', excludes: ['curl'], summary: 'print the requests with masked secrets, and send nothing' },
  curl: { kind: 'flag', summary: 'print requests as curl commands, secrets masked; send nothing' },
  timeout: {
    kind: 'duration',
    min: 1,
    max: 86_400_000,
    field: 'timeoutMs',
    summary: 'limit for each request, with its retries [30s]',
  },
  endpoint: {
    kind: 'text',
    value: 'URL',
    env: ['TRTC_CALL_ENDPOINT'],
    profile: true,
    field: ['endpoint', 'endpoints.call', 'endpoints.trtc'],
    summary: 'URL that replaces the vendor’s hosts; plain http only on loopback',
  },
  allowInsecureHosts: {
    kind: 'text',
    value: 'HOST',
    repeatable: true,
    profile: true,
    summary: 'host of --endpoint that may use plain http; refused with a production profile',
  },
  sdkAppId: {
    kind: 'integer',
    value: 'ID',
    min: 1,
    max: 4_294_967_295,
    env: ['TRTC_SDK_APP_ID'],
    profile: true,
    summary: 'SDKAppID of the app',
  },
} as const satisfies Options

/** The key that signs UserSigs. */
export const keyOptions = {
  sdkSecretKey: {
    kind: 'secret',
    flag: true,
    env: ['TRTC_SDK_SECRET_KEY'],
    profile: true,
    summary: 'SDKSecretKey of the app, from stdin with -',
  },
} as const satisfies Options

/** Access to the Call interface. */
export const callOptions = {
  ...requestOptions,
  ...keyOptions,
  site: {
    kind: 'text',
    value: 'china|singapore|seoul|frankfurt|silicon-valley|jakarta|tokyo|mumbai|saudi-arabia',
    env: ['TRTC_SITE'],
    profile: true,
    summary: 'site of the app, as its console shows it',
  },
  identifier: {
    kind: 'text',
    value: 'USER',
    env: ['TRTC_IDENTIFIER'],
    profile: true,
    summary: 'administrator of the app [administrator]',
  },
} as const satisfies Options

/** Access to the cloud interface. */
export const cloudOptions = {
  ...requestOptions,
  edition: {
    kind: 'choice',
    choices: ['china', 'international'],
    profile: true,
    summary: 'edition of the cloud account [that of the site]',
  },
  region: {
    kind: 'text',
    value: 'REGION',
    env: ['TENCENTCLOUD_REGION'],
    profile: true,
    summary: 'region that fetches the streams [depends on the edition]',
  },
  secretId: {
    kind: 'secret',
    flag: false,
    env: ['TENCENTCLOUD_SECRET_ID'],
    platformEnv: ['TENCENTCLOUD_SECRETID'],
    profile: true,
    group: 'cloud',
    summary: 'SecretId of the cloud account',
  },
  secretKey: {
    kind: 'secret',
    flag: false,
    env: ['TENCENTCLOUD_SECRET_KEY'],
    platformEnv: ['TENCENTCLOUD_SECRETKEY'],
    profile: true,
    group: 'cloud',
    summary: 'SecretKey of the cloud account',
  },
  token: {
    kind: 'secret',
    flag: false,
    env: ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
    platformEnv: ['TENCENTCLOUD_SESSIONTOKEN'],
    profile: true,
    group: 'cloud',
    secondaryInGroup: true,
    summary: 'token of temporary cloud credentials',
  },
} as const satisfies Options

/** Access to both. The edition follows the site unless it is given. */
export const bothOptions = { ...callOptions, ...cloudOptions } as const satisfies Options
