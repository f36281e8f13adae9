import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type LaunchOptions } from 'playwright-core'
import { inject } from 'vitest'
import { bundleProgram } from './bundles.ts'
import type { Answer, Question } from './suite/subject.ts'

interface Installed {
  readonly args: string[]
  executablePath(): Promise<string>
}

/** A page of its own origin, which a browser gives WebCrypto only over https; nothing leaves the machine. */
export async function askChromium(question: Question): Promise<Answer> {
  const browser = await chromium.launch(await findChromium())
  try {
    const page = await browser.newPage()
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await page.goto('https://page.test/')
    await page.addScriptTag({ content: await bundleProgram(inject('installed'), 'global', 'iife') })
    return JSON.parse(await page.evaluate(`answer(${JSON.stringify(JSON.stringify(question))})`))
  } finally {
    await browser.close()
  }
}

/** The registry has one for Linux only; elsewhere it is the Chrome that is installed. */
async function findChromium(): Promise<LaunchOptions> {
  if (process.platform !== 'linux') return { channel: 'chrome' }
  // Its own libraries are unpacked only where it believes to be in this place.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const path = createRequire(join(inject('runtimes'), 'package.json')).resolve('@sparticuz/chromium')
  const { default: installed } = (await import(pathToFileURL(path).href)) as { default: Installed }
  return { args: installed.args, executablePath: await installed.executablePath() }
}
