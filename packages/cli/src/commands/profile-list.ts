import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { isProduction } from '../profile/profile.ts'
import { readProfiles } from '../profile/profiles-file.ts'

const options = { json: commonOptions.json } as const

export const profileListCommand = defineCommand({
  details: 'A star stands before the one that is used where none is named.',
  options,
  examples: ['trtc-call profile list', 'trtc-call profile list --json'],
  run: list,
})

async function list({ io, info }: Context<typeof options>): Promise<Result> {
  const { current, profiles } = await readProfiles(io)
  const rows = Object.entries(profiles).map(([name, profile]) => {
    const { sdkAppId, site } = profile
    return { name, current: name === current, production: isProduction(name, profile), sdkAppId, site }
  })
  const lines = rows.map((row) => {
    const about = [row.sdkAppId && `app ${row.sdkAppId}`, row.site, row.production && 'production']
    return `${row.current ? '*' : ' '} ${[row.name, ...about.filter(Boolean)].join('  ')}`
  })
  if (rows.length === 0) info('there are no profiles; trtc-call profile add --help shows how to make one')
  return { document: { profiles: rows }, text: lines.join('\n') }
}
