import type { Io } from '../io.ts'
import { readProfiles } from './profiles-file.ts'

/** The names of the profiles, for completion: none where the file cannot be read. */
export async function profileCandidates(io: Pick<Io, 'env' | 'platform' | 'signal'>): Promise<readonly string[]> {
  const { profiles } = await readProfiles(io).catch(() => ({ profiles: {} }))
  return Object.keys(profiles)
}
