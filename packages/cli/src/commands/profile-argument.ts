import type { Argument } from '../command.ts'

import { profileCandidates } from '../profile/profile-candidates.ts'

/** Of the commands that change a profile. */
export const profileArgument: Argument = {
  summary: 'of the profile',
  candidates: profileCandidates,
}
