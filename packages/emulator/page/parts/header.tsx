import type { ComponentChildren } from 'preact'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { Clock } from './clock.tsx'
import { ThemeButton } from './theme-button.tsx'

interface Props {
  readonly live: LiveState
  readonly state: StateDocument
  readonly search: string
  readonly setSearch: (search: string) => void
  readonly hasSound: boolean
  readonly setSound: (hasSound: boolean) => void
  readonly children: ComponentChildren
}

export function Header({ live, state, search, setSearch, hasSound, setSound, children }: Props) {
  return (
    <header>
      <h1>
        trtc-call <span>emulator</span>
      </h1>
      <span class={live.isLive ? 'live' : 'live off'} role="status">
        {live.isLive ? 'live' : 'not connected'}
      </span>
      <Clock state={state} asOf={live.asOf} />
      {children}
      <input
        type="search"
        placeholder="Search phones, calls, requests"
        aria-label="Search phones, calls, requests and accounts"
        value={search}
        onInput={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <button type="button" aria-pressed={hasSound} onClick={() => setSound(!hasSound)}>
        Ring sound
      </button>
      <ThemeButton />
    </header>
  )
}
