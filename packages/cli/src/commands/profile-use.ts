import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { changeProfiles } from '../profile/change-profiles.ts'
import { profileNamed } from '../profile/choose-profile.ts'
import { profileArgument } from './profile-argument.ts'

const options = { json: commonOptions.json } as const

export const profileUseCommand = defineCommand({
  argument: profileArgument,
  options,
  examples: ['trtc-call profile use staging'],
  run: use,
})

async function use({ argument: name, io }: Context<typeof options>): Promise<Result> {
  await changeProfiles(io, ({ profiles }) => {
    profileNamed({ profiles }, name)
    return { current: name, profiles }
  })
  return { document: { profile: name, current: true }, text: `profile ${name} is used from now on` }
}
