import { execFile } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { type Consumer, createConsumer } from './consumer.ts'
import { type Program, start } from './examples.ts'
import { access, expectRemedy, expectTaken } from './frameworks/deliver.ts'
import { nestFiles, nextFiles } from './frameworks/projects.ts'

const tools = { typescript: '5.9.3', '@types/node': '24.19.2', '@types/express': '5.0.6' }
const nestPackages = (version: string) => ({
  '@nestjs/common': version,
  '@nestjs/core': version,
  '@nestjs/platform-express': version,
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
})
const nextPackages = { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1', '@types/react': '19.3.0' }
const frameworks = {
  express4: 'npm:express@4.22.3',
  express5: 'npm:express@5.3.0',
  fastify: '5.12.8',
  '@google-cloud/functions-framework': '5.0.5',
  hono: '4.13.19',
  '@hono/node-server': '2.1.9',
  koa: '3.3.0',
  'koa-bodyparser': '4.4.1',
  '@koa/bodyparser': '6.1.0',
}

describe('servers', () => {
  const consumer = installed(frameworks)

  beforeAll(() => copyFile(fileURLToPath(new URL('frameworks/serve.mjs', import.meta.url)), consumer.path('serve.mjs')))

  test.each([
    ...['express4', 'express5'].flatMap((name) => [
      name,
      `${name} behind raw()`,
      `${name} behind json() that keeps rawBody`,
      `${name} behind urlencoded()`,
    ]),
    'fastify',
    'functions-framework',
    'hono',
    'koa',
    'koa behind koa-bodyparser, with rawBody',
    'koa behind @koa/bodyparser, with rawBody',
  ])('%s takes webhooks', (name) => expectTaken(serve(consumer, ['serve.mjs', name])))

  test.each([
    ['express4 behind json()', /Express: .*before express\.json\(\)/],
    ['express5 behind json()', /Express: .*before express\.json\(\)/],
    ['koa behind koa-bodyparser', /Koa: .*ctx\.req\.rawBody = ctx\.request\.rawBody/],
  ])('%s says what to do', (name, remedy) => expectRemedy(serve(consumer, ['serve.mjs', name]), remedy))
})

describe.each(['10.4.22', '11.2.10'])('NestJS %s', (version) => {
  const consumer = installed({ ...tools, ...nestPackages(version) })

  beforeAll(async () => {
    await writeFiles(consumer.path('nest'), nestFiles)
    await run(consumer, ['node_modules/typescript/bin/tsc', '-p', 'nest'])
  })

  test('with rawBody accepts webhooks', () => expectTaken(serve(consumer, ['nest/dist/main.js', 'rawBody'])))

  test('without it reports the fix', () =>
    expectRemedy(serve(consumer, ['nest/dist/main.js']), /NestJS: .*rawBody: true/))
})

describe('Next.js under pages/api', () => {
  const consumer = installed({ ...tools, ...nextPackages })
  let server: Program

  beforeAll(async () => {
    await writeFiles(consumer.path('.'), nextFiles)
    await run(consumer, ['node_modules/next/dist/bin/next', 'build'])
    server = start([process.execPath, 'node_modules/next/dist/bin/next', 'start', '--port', '0'], {
      cwd: consumer.path('.'),
      env: { ...access, ...quiet },
    })
  })
  afterAll(() => server?.stop())

  test('behind its parser reports the fix', () => expectRemedy(server, /Next\.js.*bodyParser: false/, '/api/parsed'))

  test('without its parser accepts webhooks', () => expectTaken(server, '/api/raw'))
})

const quiet = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }

interface Installed {
  path(name: string): string
}

/** Creates a project with the Node client and these packages, for the tests in this file. */
function installed(dependencies: Readonly<Record<string, string>>): Installed {
  let consumer: Consumer
  beforeAll(async () => {
    consumer = await createConsumer({ tarballs: inject('tarballs'), packages: ['@trtc-call/node'], dependencies })
  })
  afterAll(() => consumer?.remove())
  return { path: (name) => join(consumer.folder, name) }
}

/** Starts a server for one test. */
function serve(consumer: Installed, parameters: readonly string[]): Program {
  const program = start([process.execPath, ...parameters], { cwd: consumer.path('.'), env: access })
  onTestFinished(() => program.stop())
  return program
}

async function run(consumer: Installed, parameters: readonly string[]): Promise<void> {
  const env = { ...process.env, ...quiet }
  const failure = await promisify(execFile)(process.execPath, parameters, { cwd: consumer.path('.'), env }).then(
    () => undefined,
    (error) => `${error.stdout}${error.stderr}`,
  )
  expect(failure).toBeUndefined()
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
}
