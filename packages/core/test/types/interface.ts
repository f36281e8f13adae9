import { CallClient, createTrtcCall, type DialRequest, isTrtcError, stringRoom, TrtcClient } from '../../src/index.ts'

const call = { site: 'china', identifier: 'administrator', sdkSecretKey: 'key' } as const
const cloud = { edition: 'china', region: 'ap-guangzhou', secretId: 'id', secretKey: 'key' } as const
const sdkAppId = 1400000000

/** What must and must not compile beside the operations. None is ever called. */
export const interfaceCases = {
  'an error is identified by its code': (error: unknown): string => {
    if (!isTrtcError(error)) return ''
    // @ts-expect-error: only an ApiError has a vendor's code
    error.vendorCode
    // @ts-expect-error: a code that there is not
    if (error.code === 'ERR_ABORTED') return ''
    switch (error.code) {
      case 'ERR_API':
        return `${error.vendorCode} ${error.kind} ${error.requestId}`
      case 'ERR_PROTOCOL':
        // @ts-expect-error: only an ApiError has a vendor's code
        error.vendorCode
        return `${error.status}`
      case 'ERR_SIGNING':
      case 'ERR_CONNECTION':
      case 'ERR_TIMEOUT':
        // @ts-expect-error: only a strange answer has a status
        error.status
        return error.outcome
      default:
        return error satisfies never
    }
  },
  'a code that is not handled does not go unseen': (error: unknown): string => {
    if (!isTrtcError(error)) return ''
    switch (error.code) {
      case 'ERR_API':
      case 'ERR_PROTOCOL':
      case 'ERR_SIGNING':
      case 'ERR_CONNECTION':
        return ''
      default:
        // @ts-expect-error: ERR_TIMEOUT is left
        return error satisfies never
    }
  },
  'there is no trtc without cloud': () => {
    const without = createTrtcCall({ sdkAppId, call })
    // @ts-expect-error: it may be undefined
    without.trtc.stopStreamIngest({ TaskId: 't-1' })
    const both = createTrtcCall({ sdkAppId, call, cloud })
    return both.trtc.stopStreamIngest({ TaskId: 't-1' })
  },
  'the site and the edition are never guessed': () => {
    // @ts-expect-error: no site
    new CallClient({ sdkAppId, identifier: 'administrator', sdkSecretKey: 'key' })
    // @ts-expect-error: a site that there is not
    new CallClient({ ...call, sdkAppId, site: 'moon' })
    // @ts-expect-error: no edition
    return new TrtcClient({ sdkAppId, secretId: 'id', secretKey: 'key' })
  },
  'the two secret keys are not mixed up': () => {
    // @ts-expect-error: the app's key is called sdkSecretKey
    new CallClient({ sdkAppId, site: 'china', identifier: 'administrator', secretKey: 'key' })
    // @ts-expect-error: the cloud's key is called secretKey
    new TrtcClient({ sdkAppId, edition: 'china', secretId: 'id', sdkSecretKey: 'key' })
    // @ts-expect-error: either a key or a UserSig
    return new CallClient({ ...call, sdkAppId, userSig: 'eJw' })
  },
  'options are closed': () => {
    // @ts-expect-error: a typo
    createTrtcCall({ sdkAppId, call, cloud, ingestRoomIDType: 'guide' })
    // @ts-expect-error: a unit that is not said
    return new CallClient({ ...call, sdkAppId, timeout: 5_000 })
  },
  'a dial request is closed': (request: DialRequest) => {
    const { dial } = createTrtcCall({ sdkAppId, call, cloud })
    dial({ ...request, room: stringRoom('room-42'), stream: { url: 'https://x.example/a.mp4', repeat: 'forever' } })
    // @ts-expect-error: the vendor's spelling
    dial({ ...request, UserData: 'x' })
    // @ts-expect-error: a room of no kind
    dial({ ...request, room: 'room-42' })
    // @ts-expect-error: media with a capital letter
    dial({ ...request, media: 'Video' })
    // @ts-expect-error: one callee in a string
    dial({ ...request, callees: 'jack' })
    // @ts-expect-error: a time that there is not
    dial({ ...request, stream: { url: 'https://x.example/a.mp4', start: 'later' } })
    // @ts-expect-error: a typo in the options
    return dial(request, { singal: AbortSignal.abort() })
  },
} as const
