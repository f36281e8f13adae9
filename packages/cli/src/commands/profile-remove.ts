import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand } from '../command.ts'
import { profileNamed } from '../profile/choose-profile.ts'
import { readProfiles, writeProfiles } from '../profile/profiles-file.ts'
import type { Result } from '../result.ts'
import { profileArgument } from './profile-argument.ts'

const options = { json: commonOptions.json } as const

export const profileRemoveCommand = defineCommand({
  details: 'Where it was the one that is used, none is used afterwards.',
  argument: profileArgument,
  options,
  examples: ['trtc-call profile remove staging'],
  run: remove,
})

async function remove({ argument: name, io }: Context<typeof options>): Promise<Result> {
  const { current, profiles } = await readProfiles(io)
  profileNamed({ profiles }, name)
  const { [name]: _, ...others } = profiles
  const wasUsed = current === undefined || current === name
  await writeProfiles(io, { ...(wasUsed ? {} : { current }), profiles: others })
  return { document: { profile: name, removed: true }, text: `profile ${name} is removed` }
}
