import type { CalleeBehaviour } from '../../src/options/callee-behaviour.ts'
import { act } from '../model/control-api.ts'
import { useAction } from '../parts/use-action.tsx'
import type { PhoneUser } from './phone-users.ts'

const choices: Readonly<Record<CalleeBehaviour['does'], string>> = {
  ignore: 'keeps ringing',
  answer: 'answers',
  reject: 'declines',
  busy: 'is busy',
  offline: 'is offline',
}

/** Selects what the phone does when it rings. */
export function BehaviourChoice({ user: { userId, name, phone } }: { readonly user: PhoneUser }) {
  const [run, notice] = useAction()
  // A new behaviour has its own default delay.
  const { afterMs: _, ...behaviour } = phone?.behaviour ?? {}
  const choose = (does: string) =>
    run(() => act('POST', `/callees/${encodeURIComponent(userId)}`, { ...behaviour, does }))
  return (
    <label class="behaviour">
      <span>Reaction</span>
      <select
        aria-label={`Reaction of ${name}’s phone`}
        value={phone?.behaviour.does ?? 'answer'}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {Object.entries(choices).map(([does, words]) => (
          <option key={does} value={does}>
            {words}
          </option>
        ))}
      </select>
      {notice}
    </label>
  )
}
