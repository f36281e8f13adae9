import { expect, test } from 'vitest'
import { registryEnvironment } from '../../scripts/release/registry-environment.ts'

const loopback = 'http://127.0.0.1:4873/'

test.each([
  'https://registry.example.com/',
  'http://localhost:4873/',
  'http://127.0.0.1.example.com/',
  'http://192.168.0.1:4873/',
  'https://127.0.0.1:4873/',
  'http://user@registry.example.com/127.0.0.1',
])('%s is refused', (url) => {
  expect(() => registryEnvironment(url)).toThrow(/not a registry on loopback/)
})

test('npm, pnpm and Bun use the same registry', () => {
  expect(registryEnvironment(loopback, {})).toMatchObject({
    npm_config_registry: loopback,
    NPM_CONFIG_REGISTRY: loopback,
    pnpm_config_registry: loopback,
    BUN_CONFIG_REGISTRY: loopback,
  })
})

test('only inherited registries, tokens and identities are removed', () => {
  const inherited = {
    PATH: '/bin',
    NODE_AUTH_TOKEN: 'secret',
    NPM_TOKEN: 'secret',
    'npm_config_//registry.example.com/:_authToken': 'secret',
    PNPM_CONFIG_REGISTRY: 'https://registry.example.com/',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
    NPM_CONFIG_PROVENANCE: 'true',
  }
  const environment = registryEnvironment(loopback, inherited)
  expect(JSON.stringify(environment)).not.toMatch(/secret|example\.com|"true"/)
  expect(environment.PATH).toBe('/bin')
})

test('a malformed URL is rejected', () => {
  expect(() => registryEnvironment('127.0.0.1:4873')).toThrow()
})
