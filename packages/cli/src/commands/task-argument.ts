import type { Argument } from '../command.ts'

/** Which stream. */
export const taskArgument: Argument = {
  summary: 'as ingest start gave it; after -- where it begins with a dash',
}
