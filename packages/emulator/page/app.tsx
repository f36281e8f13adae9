import { useEffect, useState } from 'preact/hooks'
import { Calls } from './calls/calls.tsx'
import { RequestDialog } from './inspect/request-dialog.tsx'
import { Requests } from './inspect/requests.tsx'
import { filterByApp } from './model/filter-by-app.ts'
import { type LiveState, subscribe } from './model/live.ts'
import { AppChoice } from './parts/app-choice.tsx'
import { Header } from './parts/header.tsx'
import { Welcome } from './parts/welcome.tsx'
import { Phones } from './phones/phones.tsx'
import { useRingSound } from './phones/ring-sound.ts'
import { Accounts } from './side/accounts.tsx'
import { Credentials } from './side/credentials.tsx'
import { Faults } from './side/faults.tsx'

/** The whole page. */
export function App() {
  const [live, setLive] = useState<LiveState>({ asOf: 0, events: [], isLive: false })
  const [search, setSearch] = useState('')
  const [hasSound, setSound] = useState(false)
  const [inspected, inspect] = useState<number>()
  useEffect(() => subscribe(setLive), [])
  const [sdkAppId, setApp] = useState<number>()
  const state = live.state && filterByApp(live.state, sdkAppId)
  useRingSound(hasSound && state !== undefined && isRinging(state))
  if (!state) return <main class="loading">Waiting for the emulator…</main>
  const isNew = state.calls.length === 0
  return (
    <>
      <Header {...{ live, state, search, setSearch, hasSound, setSound }}>
        <AppChoice apps={live.state?.apps ?? []} chosen={state.apps[0]?.sdkAppId} choose={setApp} />
      </Header>
      <main>
        <div class="wide">
          {isNew && <Welcome state={state} />}
          <Phones state={state} live={live} search={search} />
          <Calls {...{ live, state, search, inspect }} />
          <Requests state={state} search={search} inspect={inspect} />
        </div>
        <div class="side">
          <Faults state={state} />
          <Accounts state={state} search={search} />
          {!isNew && <Credentials state={state} />}
        </div>
      </main>
      <RequestDialog index={inspected} close={() => inspect(undefined)} />
    </>
  )
}

function isRinging({ calls }: NonNullable<LiveState['state']>): boolean {
  return calls.some(({ members }) => members.some(({ status }) => status === 'Waiting'))
}
