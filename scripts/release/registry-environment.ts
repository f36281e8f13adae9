import { devNull } from 'node:os'

/** Variables that can contain a token or a registry, in the spelling of each tool. */
const dangerous =
  /^(p?npm_config_|yarn_|bun_config_|node_auth_token$|npm_token$|npm_id_token$|actions_id_token_|provenance)/i

/**
 * Returns an environment in which npm, pnpm, Bun, Deno and changesets use one registry and no secret. It sets the variables of
 * both npm and pnpm, because neither reads the other's, and a publish would otherwise use the public registry.
 *
 * @param url The registry, on loopback.
 * @param inherited The other variables. Registries, tokens and npm settings are omitted.
 * @throws Error if the registry is not on loopback. Nothing was sent.
 */
export function registryEnvironment(
  url: string,
  inherited: Readonly<NodeJS.ProcessEnv> = process.env,
): NodeJS.ProcessEnv {
  assertLoopback(url)
  const kept = Object.entries(inherited).filter(([name]) => !dangerous.test(name))
  return {
    ...Object.fromEntries(kept),
    npm_config_registry: url,
    'npm_config_@trtc-call:registry': url,
    NPM_CONFIG_REGISTRY: url,
    pnpm_config_registry: url,
    BUN_CONFIG_REGISTRY: url,
    // The user's own file can set another registry for our scope, and contains tokens.
    npm_config_userconfig: devNull,
    NPM_CONFIG_USERCONFIG: devNull,
    npm_config_update_notifier: 'false',
    npm_config_provenance: 'false',
    pnpm_config_provenance: 'false',
  }
}

function assertLoopback(url: string): void {
  const { protocol, hostname } = new URL(url)
  // IP addresses only, because a name could resolve to another host.
  const isLoopback = /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]'
  if (protocol === 'http:' && isLoopback) return
  throw new Error(
    `${protocol}//${hostname} is not a registry on loopback. Nothing was published. Start one on 127.0.0.1 first.`,
  )
}
