import { mkdir, readdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { scenes } from './scenes.ts'
import { type Look, openBrowser, openStage } from './stage.ts'

// Run manually after the page has changed: pnpm --filter @trtc-call/tests screenshots

const target = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const runtimes = new URL('../.runtimes/', import.meta.url)

const looks: Readonly<Record<string, Look>> = {
  light: { colorScheme: 'light', width: 1200, height: 800 },
  dark: { colorScheme: 'dark', width: 1200, height: 800 },
  phone: { colorScheme: 'light', width: 360, height: 740 },
}

/** Every scene in light, and some in dark and on a phone. */
const elsewhere = ['in-a-call', 'over', 'refused-signature']

const [folder] = await readdir(runtimes).catch(() => [])
if (folder === undefined) throw new Error('there is no browser yet; pnpm test:full installs it')
await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })
const browser = await openBrowser(fileURLToPath(new URL(`${folder}/`, runtimes)))
try {
  for (const [look, settings] of Object.entries(looks)) {
    for (const { name, play } of scenes) {
      if (look !== 'light' && !elsewhere.includes(name)) continue
      const stage = await openStage(browser, settings)
      await play(stage)
      await stage.page.screenshot({ path: `${target}${name}-${look}.png`, animations: 'disabled' })
      await stage.close()
    }
  }
} finally {
  await browser.close()
}
