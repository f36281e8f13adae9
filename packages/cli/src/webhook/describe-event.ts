import type { WebhookEvent } from '@trtc-call/node/webhooks'
import { roomName } from '../dial/words.ts'
import { escapeControl } from '../terminal.ts'

/** An event in one line, which anybody may have written. */
export function describeEvent(event: WebhookEvent): string {
  return escapeControl(`${timeOf(event)}  ${event.type.padEnd(15)}  ${detailsOf(event)}`)
}

/** A number can lie beyond every date. */
function timeOf({ at }: WebhookEvent): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'at no time' : date.toISOString()
}

function detailsOf(event: WebhookEvent): string {
  switch (event.type) {
    case 'call-started': {
      const members = event.members.map(({ userId }) => userId).join(', ')
      const room = event.room === undefined ? '' : `, room ${roomName(event.room)}`
      return `${event.callId}  ${event.media ?? 'a'} call of ${members}${room}`
    }
    case 'members-changed': {
      const changes = event.changes.map(({ userId, action, actionType }) => `${userId} ${word(action, actionType)}`)
      return `${event.callId}  ${changes.join(', ')}`
    }
    case 'call-ended':
      return `${event.callId}  ${event.record.outcome}`
    case 'ingest-started':
      return `${event.taskId}  ${event.status}`
    case 'ingest-stopped':
      return event.taskId
    case 'unknown':
      return event.family === 'call' ? event.command : `group ${event.eventGroupId}, type ${event.eventType}`
  }
}

function word(action: string, actionType: string): string {
  return action === 'unknown' ? actionType : action
}
