import type { Argument } from '../command.ts'

/** Which stream. */
export const taskArgument: Argument = {
  name: 'TASK_ID',
  summary: 'as ingest start gave it; after -- where it begins with a dash',
  required: true,
}
