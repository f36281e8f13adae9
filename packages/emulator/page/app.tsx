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
  const [known, learn] = useState<LiveState>({ asOf: 0, events: [], isLive: false })
  const [search, setSearch] = useState('')
  const [hasSound, setSound] = useState(false)
  const [inspected, inspect] = useState<number>()
  useEffect(() => subscribe(learn), [])
  const [sdkAppId, setApp] = useState<number>()
  const state = known.state && filterByApp(known.state, sdkAppId)
  useRingSound(hasSound && state !== undefined && isRinging(state))
  if (!state) return <main class="loading">Waiting for the emulator…</main>
  const isNew = state.calls.length === 0
  return (
    <>
      <Header {...{ known, state, search, setSearch, hasSound, setSound }}>
        <AppChoice apps={known.state?.apps ?? []} chosen={state.apps[0]?.sdkAppId} choose={setApp} />
      </Header>
      <main>
        <div class="wide">
          {isNew && <Welcome state={state} />}
          <Phones state={state} known={known} search={search} />
          <Calls {...{ known, state, search, inspect }} />
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
