import { expect, test } from 'vitest'
import { isThisMachine, proxyFromEnv } from '../src/proxy-from-env.ts'

const proxy = 'http://proxy.example:3128/'

function throughProxy(url: string, noProxy: string): boolean {
  const env = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: noProxy }
  return proxyFromEnv(new URL(url), env)?.href === proxy
}

const trtc = 'https://trtc.tencentcloudapi.com/'

test.each([
  ['tencentcloudapi.com', trtc],
  ['.tencentcloudapi.com', trtc],
  ['*.tencentcloudapi.com', trtc],
  ['TencentCloudAPI.com.', trtc],
  ['trtc.tencentcloudapi.com', trtc],
  ['com', trtc],
  ['.tencentcloudapi.com', 'https://tencentcloudapi.com/'],
  ['example.com, ,tencentcloudapi.com', trtc],
  ['example.com tencentcloudapi.com', trtc],
  ['example.com,\ttencentcloudapi.com\r', trtc],
  ['tencentcloudapi.com:443', trtc],
  ['tencentcloudapi.com:8443', 'https://trtc.tencentcloudapi.com:8443/'],
  ['*', trtc],
  ['example.com,*', trtc],
  ['vendor.test', 'http://vendor.test/'],
  ['vendor.test', 'https://vendor.test./'],
  ['10.1.2.3', 'https://10.1.2.3/'],
  ['10.1.2.3:443', 'https://10.1.2.3/'],
  ['10.0.0.0/8', 'https://10.1.2.3/'],
  ['0.0.0.0/0', 'https://10.1.2.3/'],
  ['fd00::1', 'https://[fd00::1]/'],
  ['[fd00::1]', 'https://[fd00::1]/'],
  ['[FD00:0::1]:8443', 'https://[fd00::1]:8443/'],
  ['fd00::/8', 'https://[fd12:3456::1]/'],
])('NO_PROXY=%j: %s is reached directly', (noProxy, url) => {
  expect(throughProxy(url, noProxy)).toBe(false)
})

test.each([
  ['', trtc],
  [',', trtc],
  ['.', trtc],
  ['example.com', trtc],
  ['cloudapi.com', trtc],
  ['trtc.tencentcloudapi.com.evil.example', trtc],
  ['www.trtc.tencentcloudapi.com', trtc],
  ['tencentcloudapi.com:8443', trtc],
  ['0.1', 'https://10.0.0.1/'],
  ['10.0.0.0/33', 'https://10.1.2.3/'],
  ['10.0.0.0/', 'https://10.1.2.3/'],
  ['10.0.0.0/8', 'https://11.1.2.3/'],
  ['10.0.0.0/8', trtc],
  ['fd00::1', 'https://[fd00::2]/'],
  ['[fd00::1]:8443', 'https://[fd00::1]/'],
])('NO_PROXY=%j: %s goes through the proxy', (noProxy, url) => {
  expect(throughProxy(url, noProxy)).toBe(true)
})

test('lower case takes precedence over upper case, empty values are ignored', () => {
  const proxyOf = (env: Record<string, string>): string | undefined => proxyFromEnv(new URL(trtc), env)?.host
  expect(proxyOf({ https_proxy: 'lower', HTTPS_PROXY: 'upper', ALL_PROXY: 'all' })).toBe('lower')
  expect(proxyOf({ https_proxy: '', HTTPS_PROXY: 'upper' })).toBe('upper')
  expect(proxyOf({ HTTP_PROXY: 'http', all_proxy: 'all' })).toBe('all')
  expect(proxyOf({ HTTP_PROXY: 'http' })).toBeUndefined()
  expect(proxyOf({ HTTPS_PROXY: 'upper', no_proxy: 'example.com', NO_PROXY: '*' })).toBe('upper')
})

test('loopback by any of its names', () => {
  for (const host of ['localhost', 'app.localhost', '127.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]'])
    expect(isThisMachine(new URL(`http://${host}:1/`)), host).toBe(true)
  for (const host of ['localhost.example', '128.0.0.1', '127.0.0.1.example', '[::2]', '[::ffff:10.0.0.1]'])
    expect(isThisMachine(new URL(`http://${host}:1/`)), host).toBe(false)
})
