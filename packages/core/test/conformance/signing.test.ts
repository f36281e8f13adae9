import { describe, test } from 'vitest'
import { hashingCases, signingCases } from '../../conformance/index.ts'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { mintPrivateMapKey, mintUserSig, signTc3, webHashing } from '../../src/signing/index.ts'

describe('conformance', () => {
  const library = { hashing: webHashing, mintUserSig, mintPrivateMapKey, signTc3, inspectUserSig }
  for (const { name, run } of [...signingCases(library), ...hashingCases(webHashing)]) test(name, run)
})
