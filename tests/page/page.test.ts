import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { startEmulator } from '@trtc-call/emulator'
import { createTrtcCall } from '@trtc-call/node'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { scenes } from './scenes.ts'
import { type Look, openBrowser, openStage } from './stage.ts'

const desk: Look = { colorScheme: 'light', width: 1200, height: 800 }
const looks: readonly (readonly [name: string, look: Look])[] = [
  ['light', desk],
  ['dark', { ...desk, colorScheme: 'dark' }],
  ['light, on a phone', { colorScheme: 'light', width: 360, height: 740 }],
  ['dark, on a phone', { colorScheme: 'dark', width: 360, height: 740 }],
]

let browser: Browser
let axe = ''

beforeAll(async () => {
  browser = await openBrowser(inject('runtimes'))
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})
afterAll(() => browser.close())

async function open(look: Look = desk, options: Parameters<typeof openStage>[2] = {}) {
  const stage = await openStage(browser, look, options)
  onTestFinished(async () => {
    await stage.close()
    expect(stage.faults).toEqual([])
  })
  return stage
}

test('a call from the first ring to its record', async () => {
  const { emulator, client, page, streamUrl, hookUrl, hooks } = await open()
  await client.calls.setCallback({
    Url: hookUrl,
    CallbackCommandList: [
      'Call.CallbackAfterStartCall',
      'Call.CallbackAfterMemberChanged',
      'Call.CallbackAfterEndCall',
    ],
  })
  await page.getByLabel('User ID of a phone to add').fill('jack')
  await page.getByRole('button', { name: 'Add a phone' }).click()
  const phone = page.getByRole('listitem', { name: 'jack’s phone' })
  await phone.getByText('Has not rung yet').waitFor()

  const dialled = client.dial({
    robot: 'robot',
    callees: ['jack'],
    media: 'video',
    userData: 'about Tuesday',
    stream: { url: streamUrl, repeat: 50, onEnd: 'stay' },
  })
  await phone.getByText('Incoming video call from').waitFor()
  await phone.getByText('about Tuesday').waitFor()
  await phone.getByText(/^0:\d\d left to answer$/).waitFor()
  await phone.getByRole('button', { name: 'Answer', exact: true }).click()

  const call = await dialled
  expect(await call.answered()).toMatchObject({ by: ['jack'] })
  const video = phone.locator('video')
  await video.waitFor()
  const first = await video.evaluate((element: HTMLVideoElement) => element.currentTime)
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(first + 0.5)
  expect(await video.evaluate((element: HTMLVideoElement) => element.muted)).toBe(false)

  await phone.getByRole('button', { name: 'Hang up' }).click()
  expect(await call.ended()).toMatchObject({ outcome: 'completed' })
  await phone.getByText('Last call: hung up').waitFor()
  await page.locator('.call .badge', { hasText: 'NormalEnd' }).waitFor()
  expect(emulator.calls()).toMatchObject([{ result: 'NormalEnd' }])
  await expect
    .poll(() => client.calls.getRecordByCallid({ CallId: call.callId ?? '' }).catch(() => undefined))
    .toMatchObject({ CallRecord: { CallResult: 'NormalEnd' } })
  expect(hooks[0]).toBe('Call.CallbackAfterStartCall')
  expect(hooks).toContain('Call.CallbackAfterMemberChanged')
  expect(hooks.at(-1)).toBe('Call.CallbackAfterEndCall')
  await page.getByText('AfterEndCall: delivered').click()
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => hooks.filter((command) => command === 'Call.CallbackAfterEndCall')).toHaveLength(2)
})

describe.each(looks)('%s', (_, look) => {
  test.each(scenes)('$name is accessible', async ({ play }) => {
    const stage = await open(look)
    const foreign: string[] = []
    stage.page.on('request', (request) => {
      if (!request.url().startsWith(stage.emulator.url) && !request.url().startsWith('data:'))
        foreign.push(request.url())
    })
    await play(stage)
    await stage.page.evaluate(axe)
    const { violations } = (await stage.page.evaluate('axe.run()')) as AxeResults
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    const wider = await stage.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('dialog[open]')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    )
    expect(Math.max(...wider), 'nothing may stick out').toBeLessThanOrEqual(0)
    expect(foreign).toEqual([])
  })
})

test('the page works with the keyboard only', async () => {
  const { emulator, client, page } = await open()
  emulator.callee('jack', { does: 'ignore' })
  await client.dial({ robot: 'robot', callees: ['jack'], media: 'audio' })
  const answer = page.getByRole('button', { name: 'Answer', exact: true })
  await answer.waitFor()
  for (
    let steps = 0;
    steps < 30 && !(await answer.evaluate((button) => button === document.activeElement));
    steps += 1
  ) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Hang up' }).waitFor()
  const request = page.getByRole('button', { name: 'startCallByRobot' })
  await request.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The signature is valid' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await request.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('an invalid signature shows the expected and the received value', async () => {
  const stage = await open()
  await scenes.find(({ name }) => name === 'refused-signature')?.play(stage)
  const values = await stage.page.locator('.difference dd').allTextContents()
  expect(values).toHaveLength(4)
  expect(new Set(values.map((value) => /^[0-9a-f]{64}$/.test(value)))).toEqual(new Set([true]))
  await stage.page.getByText('signed with the sdkSecretKey of the application').waitFor()
  await stage.page
    .getByRole('region', { name: 'canonical request of the signature over host 127.0.0.1', exact: true })
    .waitFor()
})

test('the search, the theme, a fault, the clock', async () => {
  const { emulator, client, page } = await open(desk, { clock: 'virtual' })
  emulator.callee('jack', { does: 'ignore' })
  emulator.callee('jill', { does: 'ignore' })
  await page.getByLabel('Operation', { exact: true }).selectOption('startCallByRobot')
  await page.getByRole('button', { name: 'Too many requests' }).click()
  await page.getByText('too many requests, 1 left').waitFor()
  const ring = { Robot_Account: 'robot', CalleeList_Account: ['jack', 'jill'], Timeout: 30_000 }
  const body = { ...ring, CallInfo: { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 } } as const
  const refused = emulator.requests().length
  await client.calls.startCallByRobot(body).catch(() => {})
  expect(emulator.requests().slice(refused)[0]).toMatchObject({ response: { code: 60011 } })
  await page.getByRole('listitem', { name: 'jack’s phone' }).getByText('Incoming video call from').waitFor()

  await page.getByRole('searchbox').fill('jil')
  await page.getByRole('listitem', { name: 'jack’s phone' }).waitFor({ state: 'hidden' })
  await page.getByRole('listitem', { name: 'jill’s phone' }).waitFor()
  await page.getByRole('searchbox').fill('')

  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const before = await background()
  await page.getByRole('button', { name: 'Use the dark theme' }).click()
  expect(await background()).not.toBe(before)

  await page.getByRole('button', { name: 'Advance the clock +1 min' }).click()
  await page.getByRole('listitem', { name: 'jack’s phone' }).getByText('Last call: did not answer').waitFor()
})

test('the page shows one of several applications', async () => {
  const { emulator, page } = await open(desk, { apps: [{ sdkAppId: 1400000001 }, { sdkAppId: 1400000002 }] })
  const { calls } = createTrtcCall(emulator.app(1400000002).clientOptions)
  await calls.accountImport({ UserID: 'jack', Nick: 'Jack of the second' })
  await page.getByText('No accounts imported').waitFor()
  await page.getByLabel('Application').selectOption('App 1400000002')
  await page.getByRole('heading', { name: 'Jack of the second' }).waitFor()
})

test('a token opens the page, and is removed from the address bar', async () => {
  const { emulator, page } = await open(desk, { controlToken: 'let-me-in-please' })
  await page.getByText('live', { exact: true }).waitFor()
  expect(page.url()).toBe(`${emulator.url}/_emulator/`)
  await page.getByRole('button', { name: 'Let jack’s phone ring until I answer' }).click()
  await page.getByText('Jack’s phone rings until you answer.').waitFor()
})

test('the page reconnects to the next emulator at the same URL', async () => {
  const { emulator, page, close } = await openStage(browser, desk)
  onTestFinished(close)
  emulator.callee('jack', { does: 'ignore' })
  await page.getByRole('listitem', { name: 'jack’s phone' }).waitFor()
  await emulator.close()
  await page.getByText('not connected').waitFor()
  const next = await startEmulator({ port: Number(new URL(emulator.url).port), users: { jill: { does: 'ignore' } } })
  onTestFinished(() => next.close())
  await page.getByText('live', { exact: true }).waitFor()
  await page.getByRole('listitem', { name: 'jill’s phone' }).waitFor()
  expect(await page.getByRole('listitem', { name: 'jack’s phone' }).count()).toBe(0)
})

test('a called phone that does not ring shows the reason', async () => {
  const { emulator, client, page } = await open()
  emulator.callee('jack', { does: 'ignore', presence: 'offline', app: 'ios' })
  await page.getByText('Has not rung yet, ios, app closed').waitFor()
  await client.dial({ robot: 'robot', callees: ['jack'], media: 'audio' })
  const phone = page.getByRole('listitem', { name: 'jack’s phone' })
  await phone.getByText('Does not ring: the app is closed.').waitFor()
  expect(await phone.getByRole('button', { name: 'Answer', exact: true }).count()).toBe(0)
})

test('a picture, and an audio stream', async () => {
  const { emulator, client, page, streamUrl, faceUrl } = await open()
  await client.calls.accountImport({ UserID: 'jack', Nick: 'Jack Miller', FaceUrl: faceUrl })
  emulator.callee('jack', { does: 'ignore' })
  const face = page.getByRole('listitem', { name: 'Jack Miller’s phone' }).locator('img')
  await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  const stream = { url: streamUrl, repeat: 50 }
  const dialled = client.dial({ robot: 'robot', callees: ['jack'], media: 'audio', stream })
  await page.getByText('Incoming audio call from').waitFor()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  const call = await dialled
  const audio = page.locator('audio')
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(0.2)
  await call.hangUp()
  await page.getByText('Last call: hung up').waitFor()
})

test('a stream on another machine is shown, but not contacted', async () => {
  const { client, page, close } = await openStage(browser, desk)
  onTestFinished(close)
  const stream = { url: 'https://media.example/welcome.mp4?token=secret' }
  await client.dial({ robot: 'robot', callees: ['jack'], media: 'video', stream })
  await page.getByText('not shown: the source is on another machine').waitFor()
  expect(await page.content()).not.toContain('token=secret')
})
