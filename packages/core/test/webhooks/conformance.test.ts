import { describe, test } from 'vitest'
import { webhookCases } from '../../conformance/webhook-cases.ts'
import * as webhooks from '../../src/webhooks.ts'

describe('conformance', () => {
  for (const { name, run } of webhookCases(webhooks)) test(name, run)
})
