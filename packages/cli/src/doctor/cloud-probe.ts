import type { RequestOptions, TrtcClient } from '@trtc-call/node'
import { isApiError } from '../client/api-response.ts'
import type { Probe } from './call-probes.ts'
import type { Console } from './consoles.ts'

/** What it is asked with. */
export interface CloudProbe {
  readonly trtc: TrtcClient
  readonly options: RequestOptions
  readonly pages: Console
}

/** Whether the cloud account's keys are good, and the app is this account's. */
export const cloudProbe: Probe<CloudProbe> = {
  check: 'cloud-signature',
  expected: 'DescribeStreamIngest of a made-up task: Status NotExist',
  async run({ trtc, options, pages }) {
    try {
      const { Status } = await trtc.describeStreamIngest({ TaskId: `doctor-${crypto.randomUUID()}` }, options)
      if (Status === 'NotExist') return { state: 'ok', what: 'the cloud account’s keys are good for this app' }
      const why = 'no task has that id, so who answers is not the vendor'
      const mend = 'look at --endpoint and TRTC_CALL_ENDPOINT'
      return { state: 'note', what: `a made-up task has the status ${Status}`, why, mend }
    } catch (error) {
      if (!isApiError(error, 'InvalidParameter.TaskId')) throw error
      const { vendorCode, requestId } = error
      const what = 'the cloud account’s keys are good; whether the app is this account’s was not told'
      const why = 'the signature was checked, and then the made-up id was refused before the app was looked at'
      const mend =
        'see that the app is listed where you are logged in with this account; --live asks with a real stream'
      return { state: 'note', what, why, mend, where: pages.apps, vendorCode, requestId }
    }
  },
}
