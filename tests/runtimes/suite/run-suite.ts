import { conformance } from './conformance.ts'
import { describeRuntime } from './describe-runtime.ts'
import { readReplies } from './read-replies.ts'
import { scenarios } from './scenarios.ts'
import { sendThrice } from './send-thrice.ts'
import type { Answer, Connection, Question, ReportedOutcome, Subject, Verdict } from './subject.ts'

/** The suite for all runtimes. It takes the library as an argument and needs no test framework. */
export async function runSuite(subject: Subject, { connection }: Question): Promise<Answer> {
  const verdicts: Verdict[] = []
  for (const { name, run } of await conformance(subject)) verdicts.push(await judge(name, run))
  if (connection !== undefined) {
    for (const [name, run] of Object.entries(scenarios)) {
      verdicts.push(await judge(name, () => run(subject, connection)))
    }
  }
  const outcomes = connection === undefined ? [] : await sendAll(subject, connection)
  const meanings = connection === undefined ? [] : await readReplies(subject, connection)
  return { runtime: describeRuntime(subject.library), verdicts, outcomes, meanings }
}

function sendAll(subject: Subject, connection: Connection): Promise<ReportedOutcome[][]> {
  return Promise.all(connection.targets.map((target) => sendThrice(subject, connection, target)))
}

async function judge(name: string, run: () => void | Promise<void>): Promise<Verdict> {
  try {
    await withinLimit(run)
    return { name, fault: null }
  } catch (error) {
    return { name, fault: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) }
  }
}

/** A timeout so long that it only ends a scenario that hangs. */
async function withinLimit(run: () => void | Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), 120_000)
  })
  try {
    await Promise.race([run(), limit])
  } finally {
    clearTimeout(timer)
  }
}
