import type { Argument } from '../command.ts'

import { profileCandidates } from '../profile/profile-candidates.ts'

/** Of the commands that change a profile. */
export const profileArgument: Argument = {
  name: 'NAME',
  summary: 'of the profile',
  required: true,
  candidates: profileCandidates,
}
