import { credentialsInFiles } from '../client/find-cloud-access.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { UsageError } from '../errors.ts'

type Examining = Pick<Context<typeof doctorOptions>, 'options' | 'sources' | 'io'>

const secretNames = ['sdkSecretKey', 'secretId', 'secretKey', 'token'] as const

type Secrets = Readonly<Partial<Record<(typeof secretNames)[number], string>>>

/** What an examination is made with. */
export interface FoundSecrets {
  readonly secrets: Secrets
  /** Where every value came from, by the name of its option. */
  readonly sources: Readonly<Record<string, string>>
}

/** From flags, variables and the profile, the cloud's also from the vendor's own credential files: as the clients get them. */
export async function findSecrets({ options, sources, io }: Examining): Promise<FoundSecrets> {
  const secrets: Secrets = Object.fromEntries(
    // A profile's command that fails is a finding, of the first interface that needs what it should print.
    await Promise.all(secretNames.map(async (name) => [name, await options[name]().catch(() => undefined)])),
  )
  // A profile's command may print some of the secrets only.
  const missing: readonly string[] = secretNames.filter((name) => secrets[name] === undefined)
  const known = Object.fromEntries(Object.entries(sources).filter(([name]) => !missing.includes(name)))
  if ((secrets.secretId ?? secrets.secretKey) !== undefined) return { secrets, sources: known }
  const found = await inFiles(io)
  if (found === undefined) return { secrets, sources: known }
  const { secretId, secretKey } = await found.credentials({ now: Date.now() })
  const { file } = found
  return { secrets: { ...secrets, secretId, secretKey }, sources: { ...known, secretId: file, secretKey: file } }
}

/** A file that cannot be used is told of when the cloud interface is examined. */
async function inFiles(io: Examining['io']): ReturnType<typeof credentialsInFiles> {
  try {
    return await credentialsInFiles(io)
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}
