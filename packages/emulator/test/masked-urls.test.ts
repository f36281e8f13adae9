import { expect, test } from 'vitest'
import { maskCallbackUrl } from '../src/callbacks/delivery.ts'
import { maskUrl } from '../src/streams/urls.ts'

test.for([
  ['http://127.0.0.1:1/hook', 'http://127.0.0.1:1/hook'],
  ['http://me:pass@127.0.0.1:1/hook', 'http://127.0.0.1:1/hook'],
  ['HTTPS://me:p@ss@127.0.0.1/@hook', 'HTTPS://127.0.0.1/@hook'],
  ['http:me:pass@127.0.0.1/hook', 'http:127.0.0.1/hook'],
  ['http:\\\\me:pass@127.0.0.1', 'http:\\\\127.0.0.1'],
  ['http://me:pass@host?key=1&CallbackCommand=A', 'http://host?key=***&CallbackCommand=A'],
  ['http://host?a=1?b=2', 'http://host?a=***'],
  ['http://host/hook#token=1', 'http://host/hook'],
] as const)('a receiver %s is shown as %s', ([address, shown]) => {
  expect(maskCallbackUrl(address)).toBe(shown)
})

test.for([
  ['rtmp://me:pass@host/live/stage?key=1', 'rtmp://host/live/stage'],
  ['HTTP://me:pass@host/a@b.mp4#x', 'HTTP://host/a@b.mp4'],
  ['no address?key=1', 'no address'],
] as const)('a stream %s is shown as %s', ([address, shown]) => {
  expect(maskUrl(address)).toBe(shown)
})
