import type { RequestOptions, TrtcClient } from '@trtc-call/node'
import { isRefusal } from '../client/is-refusal.ts'
import type { ConsoleLinks } from './console-links.ts'
import type { Probe } from './run-probes.ts'

interface CloudProbeInput {
  readonly trtc: TrtcClient
  readonly options: RequestOptions
  readonly links: ConsoleLinks
}

/** Checks the cloud account's keys, and that the app belongs to this account. */
export const cloudProbe: Probe<CloudProbeInput> = {
  check: 'cloud-signature',
  expected: 'DescribeStreamIngest of a random task id: Status NotExist',
  async run({ trtc, options, links }) {
    try {
      const { Status } = await trtc.describeStreamIngest({ TaskId: `doctor-${crypto.randomUUID()}` }, options)
      if (Status === 'NotExist') return { state: 'ok', summary: 'the cloud account’s keys are valid for this app' }
      const cause = 'no task has this id, so the response did not come from the vendor'
      const fix = 'check --endpoint and TRTC_CALL_ENDPOINT'
      return { state: 'warning', summary: `a random task id has the status ${Status}`, cause, fix }
    } catch (error) {
      if (!isRefusal(error, 'InvalidParameter.TaskId')) throw error
      const { vendorCode, requestId } = error
      const summary = 'the cloud account’s keys are valid; it is unknown whether the app belongs to this account'
      const cause = 'the vendor checked the signature, then refused the random task id before it looked at the app'
      const fix = 'log in to the console with this account and check that it lists the app'
      return { state: 'warning', summary, cause, fix, link: links.apps, vendorCode, requestId }
    }
  },
}
