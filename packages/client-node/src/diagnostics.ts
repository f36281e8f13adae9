import { channel } from 'node:diagnostics_channel'
import type { Observer } from '@trtc-call/core'

const operations = channel('trtc-call:operation')
const attempts = channel('trtc-call:attempt')

/**
 * Publishes the events of every client on `node:diagnostics_channel` while there are subscribers. It is called at the start of
 * every operation, so that an operation without subscribers costs nothing.
 */
export function observeForDiagnostics(): Observer | undefined {
  return operations.hasSubscribers || attempts.hasSubscribers ? publish : undefined
}

const publish: Observer = (event) => {
  const { type } = event
  const channel = type === 'attempt-start' || type === 'attempt-end' ? attempts : operations
  channel.publish(event)
}
