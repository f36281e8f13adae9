import { EdgeVM } from '@edge-runtime/vm'
import { inject } from 'vitest'
import { bundleProgram } from './bundles.ts'
import type { Answer, Question } from './suite/subject.ts'

export async function askEdgeVm(question: Question): Promise<Answer> {
  const vm = new EdgeVM()
  vm.evaluate(await bundleProgram(inject('installed'), 'global', 'iife'))
  return JSON.parse(await vm.evaluate<Promise<string>>(`answer(${JSON.stringify(JSON.stringify(question))})`))
}
