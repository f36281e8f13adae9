import type { WebhookEvent } from '@trtc-call/node/webhooks'
import { roomName } from '../room.ts'
import { escapeControl } from '../terminal.ts'

/** An event as one line. */
export function formatEvent(event: WebhookEvent): string {
  return escapeControl(`${formatTime(event.at)}  ${event.type.padEnd(15)}  ${formatDetails(event)}`)
}

/** Senders can name a time beyond every date. */
function formatTime(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'invalid time' : date.toISOString()
}

function formatDetails(event: WebhookEvent): string {
  switch (event.type) {
    case 'call-started': {
      const members = event.members.map(({ userId }) => userId).join(', ')
      const room = event.room === undefined ? '' : `, room ${roomName(event.room)}`
      return `${event.callId}  ${event.media ?? 'a'} call of ${members}${room}`
    }
    case 'members-changed': {
      const changes = event.changes.map(({ userId, action, actionType }) => {
        return `${userId} ${action === 'unknown' ? actionType : action}`
      })
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
