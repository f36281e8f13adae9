import { UsageError } from '../errors.ts'
import type { ChosenProfile } from './choose-profile.ts'

/** @throws UsageError where keys of a profile that is marked `production` could go over plain http. */
export function assertSecureHosts(
  profile: ChosenProfile | undefined,
  options: Readonly<Record<string, unknown>>,
): void {
  const { allowInsecureHosts } = options
  if (profile?.production !== true || !Array.isArray(allowInsecureHosts) || allowInsecureHosts.length === 0) return
  throw new UsageError(
    `--allow-insecure-hosts is refused: the profile ${profile.name} is marked production`,
    'its keys must not go over plain http; nothing was sent',
  )
}
