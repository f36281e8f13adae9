import type { Case } from '../case.ts'

const call = "site: 'china', identifier: 'administrator'"
const cloud = "edition: 'china'"

/** Options of the clients and of a request. */
export const optionCases: readonly Case[] = [
  {
    name: 'a mistyped option of a request',
    right: "calls.endCall({ CallId: '1' }, { signal })",
    wrong: "calls.endCall({ CallId: '1' }, { singal: signal })",
    says: 'singal',
    code: 2561,
  },
  {
    name: 'an option of a request without its unit',
    right: "trtc.stopStreamIngest({ TaskId: '1' }, { timeoutMs: 1000 })",
    wrong: "trtc.stopStreamIngest({ TaskId: '1' }, { timeout: 1000 })",
    says: 'timeout',
    code: 2561,
  },
  {
    name: 'the app key and a UserSig at once',
    right: `new rtc.CallClient({ sdkAppId: 1, ${call}, sdkSecretKey: key })`,
    wrong: `new rtc.CallClient({ sdkAppId: 1, ${call}, sdkSecretKey: key, userSig: key })`,
    says: 'userSig',
    code: 2345,
  },
  {
    name: 'neither the app key nor a UserSig',
    right: `new rtc.CallClient({ sdkAppId: 1, ${call}, userSig: key })`,
    wrong: `new rtc.CallClient({ sdkAppId: 1, ${call} })`,
    says: 'userSig',
    code: 2345,
  },
  {
    name: 'no site',
    right: "new rtc.CallClient({ sdkAppId: 1, site: 'china', identifier: 'a', sdkSecretKey: key })",
    wrong: "new rtc.CallClient({ sdkAppId: 1, identifier: 'a', sdkSecretKey: key })",
    says: 'site',
    code: 2345,
  },
  {
    name: 'a site that does not exist',
    right: "new rtc.CallClient({ sdkAppId: 1, site: 'china', identifier: 'a', sdkSecretKey: key })",
    wrong: "new rtc.CallClient({ sdkAppId: 1, site: 'atlantis', identifier: 'a', sdkSecretKey: key })",
    says: 'atlantis',
    code: 2322,
  },
  {
    name: 'secretKey without secretId',
    right: `new rtc.TrtcClient({ sdkAppId: 1, ${cloud}, secretId: key, secretKey: key })`,
    wrong: `new rtc.TrtcClient({ sdkAppId: 1, ${cloud}, secretKey: key })`,
    says: 'secretId',
    code: 2345,
  },
  {
    name: 'a key of the cloud account and a provider at once',
    right: `new rtc.TrtcClient({ sdkAppId: 1, ${cloud}, credentials: () => ({ secretId: key, secretKey: key }) })`,
    wrong: `new rtc.TrtcClient({ sdkAppId: 1, ${cloud}, secretId: key, secretKey: key, credentials: () => ({ secretId: key, secretKey: key }) })`,
    says: 'credentials',
    code: 2345,
  },
  {
    name: 'the app key where the key of the cloud account belongs',
    right: `new rtc.TrtcClient({ sdkAppId: 1, ${cloud}, secretId: key, secretKey: key })`,
    wrong: `new rtc.TrtcClient({ sdkAppId: 1, ${cloud}, secretId: key, secretKey: key, sdkSecretKey: key })`,
    says: 'sdkSecretKey',
    code: [2353, 2561],
  },
  {
    name: 'a client without an app',
    right: `rtc.createTrtcCall({ sdkAppId: 1, call: { ${call}, sdkSecretKey: key } })`,
    wrong: `rtc.createTrtcCall({ call: { ${call}, sdkSecretKey: key } })`,
    says: 'sdkAppId',
    code: 2769,
  },
  {
    name: 'a mistyped option of createTrtcCall',
    right: `rtc.createTrtcCall({ sdkAppId: 1, call: { ${call}, sdkSecretKey: key }, timeoutMs: 1 })`,
    wrong: `rtc.createTrtcCall({ sdkAppId: 1, call: { ${call}, sdkSecretKey: key }, timeoutMS: 1 })`,
    says: 'timeoutMS',
    code: 2769,
  },
  {
    name: 'streams without a cloud account',
    right: `rtc.createTrtcCall({ sdkAppId: 1, call: { ${call}, sdkSecretKey: key }, cloud: { ${cloud}, secretId: key, secretKey: key } }).trtc.region`,
    wrong: `rtc.createTrtcCall({ sdkAppId: 1, call: { ${call}, sdkSecretKey: key } }).trtc.region`,
    says: 'possibly',
    code: 2532,
  },
]
