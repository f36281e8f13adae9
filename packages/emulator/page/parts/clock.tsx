import { act } from '../model/control-api.ts'
import { formatTime } from '../model/format.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useAction } from './use-action.tsx'
import { useNow } from './use-now.ts'

const steps = [
  ['+1 s', 1_000],
  ['+10 s', 10_000],
  ['+1 min', 60_000],
] as const

/** The emulator's clock, with buttons to advance a virtual one. */
export function Clock({ state, asOf }: { readonly state: StateDocument; readonly asOf: number }) {
  const now = useNow(state, asOf)
  const [run, notice] = useAction()
  const { kind, skewMs } = state.clock
  return (
    <div class="clock">
      <time dateTime={new Date(now).toISOString()}>{formatTime(now)}</time>
      {kind === 'virtual' &&
        steps.map(([label, advanceMs]) => (
          <button
            type="button"
            key={label}
            aria-label={`Advance the clock ${label}`}
            onClick={() => run(() => act('POST', '/clock', { advanceMs }))}
          >
            {label}
          </button>
        ))}
      {skewMs !== 0 && <span class="badge bad">server clock {skewMs / 1000} s off</span>}
      {notice}
    </div>
  )
}
