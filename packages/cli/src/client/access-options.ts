import type { Options } from '../options.ts'

/** Of every command. */
export const commonOptions = {
  json: { kind: 'flag', summary: 'one JSON document on stdout, also when it fails' },
  profile: {
    kind: 'text',
    value: 'NAME',
    env: ['TRTC_CALL_PROFILE'],
    summary: 'fills in what flags and variables leave out; default the one of profile use',
  },
} as const satisfies Options

/** Of every command that rings people or overwrites something: see `confirmProduction`. */
export const confirmOptions = {
  yes: { kind: 'flag', summary: 'do not ask, also where the profile is marked production' },
} as const satisfies Options

/** Of every command that sends something. */
export const requestOptions = {
  ...commonOptions,
  verbose: { kind: 'flag', summary: 'every request on stderr, with its duration and the vendor’s id of it' },
  dryRun: {
    kind: 'flag',
    excludes: ['curl'],
    summary: 'print what would be sent, secrets masked, and send nothing',
  },
  curl: {
    kind: 'flag',
    inline: ['live'],
    summary: 'the same as a curl line; with =live the line works, and holds what is secret',
  },
  timeout: {
    kind: 'duration',
    min: 1,
    max: 2_147_483_647,
    field: 'timeoutMs',
    summary: 'limit for each request, with its retries [30s]',
  },
  endpoint: {
    kind: 'text',
    value: 'URL',
    env: ['TRTC_CALL_ENDPOINT'],
    profile: true,
    field: ['endpoint', 'endpoints.call', 'endpoints.trtc'],
    summary: 'instead of the vendor’s hosts; plain http on loopback only',
  },
  allowInsecureHosts: {
    kind: 'text',
    value: 'HOST',
    repeatable: true,
    profile: true,
    summary: 'a host of --endpoint that may be plain http; never where the profile is marked production',
  },
  sdkAppId: {
    kind: 'integer',
    value: 'ID',
    min: 1,
    max: 4_294_967_295,
    env: ['TRTC_SDK_APP_ID'],
    profile: true,
    summary: 'the app',
  },
} as const satisfies Options

/** Who signs UserSigs. */
export const keyOptions = {
  sdkSecretKey: {
    kind: 'secret',
    flag: true,
    env: ['TRTC_SDK_SECRET_KEY'],
    profile: true,
    field: ['sdkSecretKey', 'call.sdkSecretKey'],
    summary: 'the app’s key, from stdin with -',
  },
} as const satisfies Options

/** Who rings, and where. */
export const callOptions = {
  ...requestOptions,
  ...keyOptions,
  site: {
    kind: 'text',
    value: 'SITE',
    env: ['TRTC_SITE'],
    profile: true,
    field: ['site', 'call.site'],
    summary: 'the site that the app’s console shows: china, singapore, …',
  },
  identifier: {
    kind: 'text',
    value: 'USER',
    env: ['TRTC_IDENTIFIER'],
    profile: true,
    field: ['identifier', 'call.identifier'],
    summary: 'an administrator of the app, default administrator',
  },
} as const satisfies Options

/** Who plays, and where. */
export const cloudOptions = {
  ...requestOptions,
  edition: {
    kind: 'choice',
    choices: ['china', 'international'],
    profile: true,
    field: ['edition', 'cloud.edition'],
    summary: 'of the cloud account; default china for TRTC_SITE=china, else international',
  },
  region: {
    kind: 'text',
    value: 'REGION',
    env: ['TENCENTCLOUD_REGION'],
    profile: true,
    field: ['region', 'cloud.region'],
    summary: 'where streams are taken in, default by edition',
  },
  secretId: {
    kind: 'secret',
    flag: false,
    env: ['TENCENTCLOUD_SECRET_ID'],
    platformEnv: ['TENCENTCLOUD_SECRETID'],
    profile: true,
    group: 'cloud',
    field: ['secretId', 'cloud.secretId'],
    summary: 'of the cloud account',
  },
  secretKey: {
    kind: 'secret',
    flag: false,
    env: ['TENCENTCLOUD_SECRET_KEY'],
    platformEnv: ['TENCENTCLOUD_SECRETKEY'],
    profile: true,
    group: 'cloud',
    field: ['secretKey', 'cloud.secretKey'],
    summary: 'of the cloud account',
  },
  token: {
    kind: 'secret',
    flag: false,
    env: ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
    platformEnv: ['TENCENTCLOUD_SESSIONTOKEN'],
    profile: true,
    group: 'cloud',
    follows: true,
    field: ['token', 'cloud.token'],
    summary: 'of temporary credentials',
  },
} as const satisfies Options

/** Both: the edition follows the site where it is not given. */
export const bothOptions = { ...callOptions, ...cloudOptions } as const satisfies Options
