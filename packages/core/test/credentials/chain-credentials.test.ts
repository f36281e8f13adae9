import { expect, test } from 'vitest'
import { CredentialsNotFoundError, type CredentialsProvider, chainCredentials } from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'

const request = { now: 1_700_000_000_000 }
const found = { secretId: 'AKIDtest', secretKey: 'secret' }
const nothing: CredentialsProvider = () => {
  throw new CredentialsNotFoundError(['shelf A must not be empty', 'shelf B is not there'])
}
const nothingLater: CredentialsProvider = async () => {
  throw new CredentialsNotFoundError(['nobody answers'])
}

test('the first provider with credentials returns them', async () => {
  const asked: unknown[] = []
  const last: CredentialsProvider = (request) => {
    asked.push(request)
    return found
  }
  const chain = chainCredentials(
    { name: 'cupboard', provider: nothing },
    { name: 'network', provider: nothingLater },
    { name: 'vault', provider: last },
    { name: 'never', provider: () => Promise.reject(new Error('asked')) },
  )
  await expect(chain({ ...request, forceRefresh: true })).resolves.toBe(found)
  expect(asked).toEqual([{ ...request, forceRefresh: true }])
})

test('without credentials, the error lists all sources', async () => {
  const chain = chainCredentials({ name: 'cupboard', provider: nothing }, { name: 'network', provider: nothingLater })
  const sources = ['cupboard: shelf A must not be empty', 'cupboard: shelf B is not there', 'network: nobody answers']
  await expect(chain(request)).rejects.toMatchObject({ code: 'ERR_NO_CREDENTIALS', sources })
  await expect(chain(request)).rejects.toThrow(`Tried: ${sources.join('; ')}`)
})

test('a broken source is an error: no other account is used instead', async () => {
  const broken: CredentialsProvider = async () => {
    throw new Error('shelf A has half a key')
  }
  const chain = chainCredentials({ name: 'cupboard', provider: broken }, { name: 'vault', provider: () => found })
  await expect(chain(request)).rejects.toThrow('credentials from the cupboard: shelf A has half a key')
})

test('a CredentialsNotFoundError of another copy of this library is recognized', async () => {
  const foreign = Object.assign(new Error('nothing'), { code: 'ERR_NO_CREDENTIALS', sources: ['elsewhere'] })
  const chain = chainCredentials(
    { name: 'copy', provider: () => Promise.reject(foreign) },
    { name: 'vault', provider: () => found },
  )
  await expect(chain(request)).resolves.toBe(found)
})

test('an empty chain throws an InputError', () => {
  expect(() => chainCredentials()).toThrow(InputError)
  expect(() => chainCredentials({ name: 'vault', provider: found as never })).toThrow(InputError)
})
