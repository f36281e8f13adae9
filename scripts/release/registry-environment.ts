import { devNull } from 'node:os'

/** Names under which a token or a registry could come from the environment, in the spelling of each tool. */
const dangerous =
  /^(p?npm_config_|yarn_|bun_config_|node_auth_token$|npm_token$|npm_id_token$|actions_id_token_|provenance)/i

/**
 * An environment in which npm, pnpm, Bun, Deno and changesets know one registry and no secret. pnpm does not read npm's
 * variable and npm does not read pnpm's, so with one of them alone a publish would go to the public registry: always both.
 *
 * @param url The registry, on loopback.
 * @param inherited What else the environment has. Registries, tokens and npm settings in it are left out.
 * @throws Error when the registry is not on loopback. Nothing has been sent.
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
    // The user's own file may send our scope somewhere else, and holds tokens.
    npm_config_userconfig: devNull,
    NPM_CONFIG_USERCONFIG: devNull,
    npm_config_update_notifier: 'false',
    npm_config_provenance: 'false',
    pnpm_config_provenance: 'false',
  }
}

function assertLoopback(url: string): void {
  const { protocol, hostname } = new URL(url)
  // Numbers only: what a name means is for somebody else to say.
  const isLoopback = /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]'
  if (protocol === 'http:' && isLoopback) return
  throw new Error(
    `${protocol}//${hostname} is not a registry on loopback. Nothing was published. Start one on 127.0.0.1 first.`,
  )
}
