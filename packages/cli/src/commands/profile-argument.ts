import type { Argument } from '../command.ts'
import { profileCandidates } from '../profile/profile-candidates.ts'

/** Of the commands that change a profile. */
export const profileArgument: Argument = {
  summary: 'what the profile is called',
  candidates: profileCandidates,
}
