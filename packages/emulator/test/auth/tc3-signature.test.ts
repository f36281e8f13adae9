import { expect, test } from 'vitest'
import { sha256, signTc3 } from '../../src/auth/tc3-signature.ts'

// The vendor's examples, from its older and newer documentation.
// See https://www.tencentcloud.com/document/product/647/34264
const body = Buffer.from(
  String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
)
const request = {
  method: 'POST',
  rawQuery: '',
  date: '2019-02-25',
  service: 'cvm',
  timestamp: '1551113065',
  bodyHash: sha256(body),
}
const headers = [
  ['content-type', 'application/json; charset=utf-8'],
  ['host', 'cvm.tencentcloudapi.com'],
] as const

test('computes the signature of the older documentation', () => {
  const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'
  expect(signTc3({ ...request, secretKey, headers }).signature).toBe(
    '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  )
})

test('computes the signature of the newer documentation, which also signs the action', () => {
  const withAction = [...headers, ['x-tc-action', 'DescribeInstances'] as const]
  expect(signTc3({ ...request, secretKey: '*'.repeat(32), headers: withAction }).signature).toBe(
    '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  )
})
