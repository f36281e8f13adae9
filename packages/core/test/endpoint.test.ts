import { expect, test } from 'vitest'
import { createTrtcCall } from '../src/create-trtc-call.ts'
import { checkEndpoint, isLoopback } from '../src/endpoint.ts'
import { callsOn, trtcOn } from './support/clients.ts'
import { callOk, createWire, trtcOk } from './support/wire.ts'

const wire = createWire()

test.each([
  'https://console.tim.qq.com',
  'https://console.tim.qq.com/',
  'https://localhost:8443',
  'http://localhost:8080',
  'http://127.0.0.1:1',
  'http://127.9.9.9',
  'http://[::1]:8080',
])('%s is accepted', (endpoint) => {
  expect(checkEndpoint('endpoint', endpoint).origin).toBe(new URL(endpoint).origin)
})

test.each([
  'http://console.tim.qq.com',
  'http://10.0.0.1',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://0.0.0.0',
  'ftp://localhost',
  'ws://localhost',
  'file:///etc/hosts',
])('%s is an error, because a signature would be sent unencrypted', (endpoint) => {
  expect(() => checkEndpoint('endpoint', endpoint)).toThrow(
    /^endpoint must be an https URL; plain http is for loopback/,
  )
})

test.each(['https://x.example/v4', 'https://x.example/?a=1', 'https://x.example/#a', 'https://me:pw@x.example'])(
  '%s is more than an origin, and is not repeated in the message',
  (endpoint) => {
    expect(() => checkEndpoint('endpoint', endpoint)).toThrow(
      /^endpoint must be an origin: no path, query or user name$/,
    )
  },
)

test.each(['', 'console.tim.qq.com', '//x.example', 'https://'])('%j is not a URL', (endpoint) => {
  expect(() => checkEndpoint('endpoint', endpoint)).toThrow(/^endpoint must be a URL$/)
})

test('plain http is allowed for listed hosts, in exactly that spelling', () => {
  const allowed = ['emulator', '10.0.0.7']
  for (const endpoint of ['http://emulator:8787', 'http://10.0.0.7', 'https://emulator']) {
    expect(checkEndpoint('endpoint', endpoint, allowed).origin).toBe(endpoint)
  }
  for (const endpoint of ['http://emulator.example', 'http://xemulator', 'http://10.0.0.8', 'ftp://emulator']) {
    expect(() => checkEndpoint('endpoint', endpoint, allowed)).toThrow('must be an https URL')
  }
})

test('both clients accept allowInsecureHosts, and createTrtcCall passes it on', () => {
  const endpoint = 'http://emulator:8787'
  const allowInsecureHosts = ['emulator']
  const keys = { secretId: 'id', secretKey: 'key' }
  const options = {
    sdkAppId: 1,
    call: { site: 'china', identifier: 'administrator', sdkSecretKey: 'x'.repeat(64) },
    cloud: { edition: 'china', ...keys },
    endpoints: { call: endpoint, trtc: endpoint },
  } as const
  expect(createTrtcCall({ ...options, allowInsecureHosts }).trtc.endpoint.origin).toBe(endpoint)
  expect(() => createTrtcCall(options)).toThrow('must be an https URL')
})

test('only loopback hosts are loopback', () => {
  expect(isLoopback(new URL('https://localhost:1'))).toBe(true)
  expect(isLoopback(new URL('https://xlocalhost'))).toBe(false)
  expect(isLoopback(new URL('https://[::2]'))).toBe(false)
})

test('the clients check endpoint, site, edition and region first', () => {
  const url = 'http://x.example'
  expect(() => callsOn(wire, { endpoint: url })).toThrow(/^endpoint must be an https URL/)
  expect(() => trtcOn(wire, { endpoint: url })).toThrow(/^endpoint must be an https URL/)
  expect(() => callsOn(wire, { site: 'moon' as never })).toThrow(/^site must be one of "china", "singapore", /)
  expect(() => trtcOn(wire, { edition: 'moon' as never })).toThrow(/^edition must be one of "china", "international"/)
  for (const region of ['', 'Guangzhou', 'ap', 'ap-guangzhou\r\nx-evil: 1']) {
    expect(() => trtcOn(wire, { region })).toThrow(/^region must be of the form "ap-singapore"/)
  }
})

test.each([
  ['china', 'console.tim.qq.com'],
  ['singapore', 'adminapisgp.im.qcloud.com'],
] as const)('the site %s is at %s', async (site, host) => {
  const sent = createWire(callOk())
  await callsOn(sent, { site }).getCallback()
  expect(new URL(sent.requests[0]?.url ?? '').origin).toBe(`https://${host}`)
})

test.each([
  ['china', 'trtc.tencentcloudapi.com', 'ap-guangzhou'],
  ['international', 'trtc.intl.tencentcloudapi.com', 'ap-singapore'],
] as const)('the edition %s is at %s, in %s when no region is given', async (edition, host, region) => {
  const sent = createWire(trtcOk())
  await trtcOn(sent, { edition }).describeStreamIngest({ TaskId: 't-1' })
  expect(sent.requests[0]?.url).toBe(`https://${host}/`)
  expect(sent.requests[0]?.init.headers).toMatchObject({ 'x-tc-region': region })
})
