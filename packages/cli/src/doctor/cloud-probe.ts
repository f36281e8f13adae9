import type { RequestOptions, TrtcClient } from '@trtc-call/node'
import { isClientError } from '../client-error.ts'
import type { Probe } from './call-probes.ts'

/** What it is asked with. */
export interface CloudProbe {
  readonly trtc: TrtcClient
  readonly options: RequestOptions
}

/** Whether the cloud account's keys are good, and the app is this account's. */
export const cloudProbe: Probe<CloudProbe> = {
  check: 'cloud-signature',
  expected: 'DescribeStreamIngest of a made-up task: Status NotExist',
  async run({ trtc, options }) {
    try {
      const { Status } = await trtc.describeStreamIngest({ TaskId: `doctor-${crypto.randomUUID()}` }, options)
      if (Status === 'NotExist') return { state: 'ok', what: 'the cloud account’s keys are good for this app' }
      return { state: 'note', what: `a made-up task has the status ${Status}: who answers is not the vendor` }
    } catch (error) {
      const isForm = isClientError(error) && error.code === 'ERR_API' && error.vendorCode === 'InvalidParameter.TaskId'
      if (!isForm) throw error
      // The signature is checked before the parameters; of the app nothing is known.
      const what = 'the cloud account’s keys are good; whether the app is this account’s was not told'
      return { state: 'note', what, vendorCode: error.vendorCode, requestId: error.requestId }
    }
  },
}
