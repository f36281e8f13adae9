import { commonOptions, confirmOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { changeProfiles } from '../profile/change-profiles.ts'
import { profileNamed } from '../profile/choose-profile.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { readProfiles } from '../profile/profiles-file.ts'
import { profileArgument } from './profile-argument.ts'

const options = { json: commonOptions.json, ...confirmOptions } as const

export const profileRemoveCommand = defineCommand({
  details: 'Where it was the one that is used, none is used afterwards.',
  argument: profileArgument,
  options,
  examples: ['trtc-call profile remove staging'],
  run: remove,
})

async function remove(context: Context<typeof options>): Promise<Result> {
  const { argument: name, io } = context
  const { production = false } = profileNamed(await readProfiles(io), name)
  // A mark that is neither true nor false may be meant, and there is no other way to get rid of it than this.
  const profile = { name, production: production !== false }
  await confirmProduction({ ...context, profile }, 'forget it, and the secrets in it')
  await changeProfiles(io, ({ current, profiles }) => {
    const { [name]: _, ...others } = profiles
    return { ...(current === undefined || current === name ? {} : { current }), profiles: others }
  })
  return { document: { profile: name, removed: true }, text: `profile ${name} is removed` }
}
