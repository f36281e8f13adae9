import type { DeliveryView } from '../../src/callbacks/delivery.ts'
import { act } from '../model/control-api.ts'
import { Code } from '../parts/code.tsx'
import { useAction } from '../parts/use-action.tsx'

interface Props {
  readonly delivery: DeliveryView
  readonly text: string
  readonly tone: string
}

/** A callback with its attempts, and a button to send it again. */
export function Delivery({ delivery, text, tone }: Props) {
  const [run, notice] = useAction()
  const { id, url, body, attempts, state } = delivery
  return (
    <details class="delivery">
      <summary class={`event ${tone}`}>
        {text}: {state}
        {attempts.length > 1 && <span class="count"> × {attempts.length}</span>}
      </summary>
      <p>
        <code>{url}</code>
      </p>
      <ol>
        {attempts.map(({ at, status, error, durationMs }) => (
          <li key={at}>
            {status ?? error ?? 'no response'} after {Math.round(durationMs)} ms
          </li>
        ))}
      </ol>
      <Code title="the callback’s body" text={JSON.stringify(body, undefined, 2)} />
      <button type="button" onClick={() => run(() => act('POST', `/deliveries/${encodeURIComponent(id)}/resend`))}>
        Send again
      </button>
      {notice}
    </details>
  )
}
