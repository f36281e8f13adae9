import type { StateDocument } from '../model/state-document.ts'

interface Props {
  readonly apps: StateDocument['apps']
  readonly chosen: number | undefined
  readonly choose: (sdkAppId: number) => void
}

/** Selects the application that the page shows, if there are several. */
export function AppChoice({ apps, chosen, choose }: Props) {
  if (apps.length < 2) return null
  return (
    <select
      aria-label="Application"
      value={chosen}
      onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
    >
      {apps.map(({ sdkAppId }) => (
        <option key={sdkAppId} value={sdkAppId}>
          App {sdkAppId}
        </option>
      ))}
    </select>
  )
}
