import { useState } from 'preact/hooks'
import type { CallView } from '../../src/state/call.ts'
import type { TaskView } from '../../src/state/ingest-tasks.ts'
import { mediaUrl, whyUnplayable } from '../model/control-api.ts'
import type { StateDocument } from '../model/state-document.ts'

interface Props {
  readonly call: CallView
  readonly state: StateDocument
  readonly userId: string
  readonly isHeard: boolean
}

/** The streams in the room of the call. In a call to one callee, the vendor's apps only show the robot's stream. */
export function Media({ call, state, userId, isHeard }: Props) {
  const heard = state.tasks.filter(
    ({ status, audience }) =>
      status === 'InProgress' && audience.some((one) => one.callId === call.callId && one.userId === userId),
  )
  const isPair = call.members.length === 2
  const shown = heard.filter((task) => !isPair || task.userId === call.robot)
  const hidden = heard.length - shown.length
  return (
    <>
      {heard.length === 0 && <p class="quiet screen">No stream plays in this room.</p>}
      {shown.map((task) => (
        <Player key={task.taskId} {...{ task, isHeard }} isVideo={call.media === 'Video'} />
      ))}
      {hidden > 0 && (
        <p class="quiet">{hidden} more from other users; the vendor’s apps only show the robot’s stream.</p>
      )}
    </>
  )
}

function Player({
  task,
  isVideo,
  isHeard,
}: {
  readonly task: TaskView
  readonly isVideo: boolean
  readonly isHeard: boolean
}) {
  const [fault, setFault] = useState('')
  const url = mediaUrl(task.taskId)
  const explain = () => {
    void whyUnplayable(task.taskId).then(setFault)
  }
  const shared = {
    src: url,
    controls: true,
    autoplay: true,
    muted: !isHeard,
    onError: explain,
    'aria-label': `Stream of ${task.userId}`,
  }
  if (fault !== '') {
    return (
      <p class="screen quiet">
        Plays <code>{task.streamUrl}</code>, not shown: {fault}
      </p>
    )
  }
  return (
    <div class="screen">
      {isVideo ? (
        <video {...shared} playsInline>
          <track kind="captions" />
        </video>
      ) : (
        <audio {...shared}>
          <track kind="captions" />
        </audio>
      )}
      {task.isPaused && <p class="quiet">paused by UpdateStreamIngest</p>}
    </div>
  )
}
