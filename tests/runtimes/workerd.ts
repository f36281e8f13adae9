import { Miniflare } from 'miniflare'
import { inject } from 'vitest'
import { bundleProgram } from './bundles.ts'
import type { Answer, Question } from './suite/subject.ts'

/** The flags of each Node compatibility mode, which is on by default since August 2026. */
const compatibilityFlags = { off: ['no_nodejs_compat', 'no_nodejs_compat_v2'], on: ['nodejs_compat'] }

export async function askWorkerd(node: 'off' | 'on', question: Question): Promise<Answer> {
  const workerd = new Miniflare({
    modules: true,
    script: await bundleProgram(inject('installed'), 'worker', 'esm'),
    cf: false,
    compatibilityDate: '2026-07-30',
    compatibilityFlags: compatibilityFlags[node],
  })
  try {
    const body = JSON.stringify(question)
    const response = await workerd.dispatchFetch('http://worker.test/', { method: 'POST', body })
    const text = await response.text()
    if (!response.ok) throw new Error(`the worker answered ${response.status}: ${text}`)
    return JSON.parse(text)
  } finally {
    await workerd.dispose()
  }
}
