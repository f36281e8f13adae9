import { chromium } from 'playwright-core'
import { inject } from 'vitest'
import { bundleProgram } from './bundles.ts'
import { findChromium } from './find-chromium.ts'
import type { Answer, Question } from './suite/subject.ts'

/** An https page, because browsers offer WebCrypto only over https. No request leaves the machine. */
export async function askChromium(question: Question): Promise<Answer> {
  const browser = await chromium.launch(await findChromium(inject('runtimes')))
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
