import type { TestProject } from 'vitest/node'
import { createConsumer } from './consumer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A project outside the repository that has installed all tarballs. Add files to it; change nothing it has. */
    readonly installed: string
  }
}

/** Installs all tarballs once for all test files of a run. Runs after packed.ts. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, remove } = await createConsumer({ tarballs: project.getProvidedContext().tarballs })
  project.provide('installed', folder)
  return remove
}
