// The credentials of the instance's role, by the metadata service at the address given.
import { credentialsFromInstanceRole } from '../../src/index.ts'

const [, , endpoint = ''] = process.argv
const provider = credentialsFromInstanceRole({ endpoint })
process.stdout.write(JSON.stringify(await provider({ now: Date.now() })))
