import { expect, test } from 'vitest'
import { isPrivateHost } from '../../src/dial/private-host.ts'

test.each([
  'http://localhost/a.mp4',
  'http://localhost./a.mp4',
  'https://media.localhost/a.mp4',
  'http://nas.local/a.mp4',
  'http://media.svc.internal:8080/a.mp4',
  'http://host.docker.internal/a.mp4',
  'http://0.0.0.0/a.mp4',
  'http://127.0.0.1:8080/a.mp4',
  'http://127.1/a.mp4',
  'http://2130706433/a.mp4',
  'http://0x7f.0.0.1/a.mp4',
  'rtmp://127.1/live',
  'http://10.0.0.7/a.mp4',
  'rtmp://10.0.0.7/live/one',
  'RTMP://10.0.0.7/live/one',
  'http://192.168.1.1/a.mp4',
  'http://169.254.169.254/latest',
  'http://172.16.0.1/a.mp4',
  'http://172.31.255.255/a.mp4',
  'http://[::1]:8080/a.mp4',
  'http://[::]/a.mp4',
  'http://[fd00::1]/a.mp4',
  'http://[fe80::1]/a.mp4',
  'http://[::ffff:192.168.1.1]/a.mp4',
])('%s is private', (url) => {
  expect(isPrivateHost(url)).toBe(true)
})

test.each([
  'https://example.com/a.mp4',
  'https://example.com/10.0.0.1/localhost?u=127.0.0.1',
  'https://localhost.example.com/a.mp4',
  'https://10.example.com/a.mp4',
  'https://127.cdn.example/a.mp4',
  'https://192.168.media.example/a.mp4',
  'https://fd.example/a.mp4',
  'http://11.0.0.1/a.mp4',
  'http://172.15.0.1/a.mp4',
  'http://172.32.0.1/a.mp4',
  'http://193.168.0.1/a.mp4',
  'http://[2001:db8::1]/a.mp4',
  'rtmp://live.example.com/app/stream',
  'not a url',
])('%s is public', (url) => {
  expect(isPrivateHost(url)).toBe(false)
})
