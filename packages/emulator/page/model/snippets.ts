import type { RequestDocument } from './request-document.ts'

/** The variables in which `trtc-call emulator` prints its keys. */
const variables = {
  appKey: '$TRTC_SDK_SECRET_KEY',
  secretId: '$TENCENTCLOUD_SECRET_ID',
  secretKey: '$TENCENTCLOUD_SECRET_KEY',
}

/** Formats a request as a shell script, which signs it again. It holds no secrets. */
export function asCurl(request: RequestDocument, origin: string): string {
  return isAction(request) ? curlOfAction(request, origin) : curlOfCommand(request, origin)
}

/** An unknown operation has no family; an unknown Call command is a path. */
function isAction({ family, command }: { readonly family?: string | undefined; readonly command: string }): boolean {
  return family === 'trtc' || (family === undefined && !command.startsWith('/'))
}

/** Uses the command line for the UserSig, because a shell cannot deflate. */
function curlOfCommand({ path, command, query, body }: RequestDocument, origin: string): string {
  const { sdkappid = '', identifier = '' } = query
  const search = new URLSearchParams({ sdkappid, identifier, random: '1', contenttype: 'json' })
  return [
    `# needs TRTC_SDK_APP_ID and ${variables.appKey.slice(1)}, as trtc-call emulator prints them`,
    `usersig=$(trtc-call usersig mint --user ${quote(identifier)})`,
    `curl ${quote(`${origin}${path ?? command}?${search}`)}"&usersig=$usersig" \\`,
    "  -H 'content-type: application/json' \\",
    `  -d ${quote(JSON.stringify(body ?? {}))}`,
  ].join('\n')
}

function curlOfAction({ command, headers, body }: RequestDocument, origin: string): string {
  const host = new URL(origin).host
  const sent = {
    'x-tc-action': command,
    'x-tc-version': headers['x-tc-version'],
    'x-tc-region': headers['x-tc-region'],
  }
  const sha = "openssl dgst -sha256 -r | cut -d' ' -f1"
  const mac = (key: string, text: string) =>
    `$(printf '%s' ${text} | openssl dgst -sha256 -mac HMAC -macopt ${key} -r | cut -d' ' -f1)`
  return [
    `# needs ${variables.secretId.slice(1)} and ${variables.secretKey.slice(1)}, as trtc-call emulator prints them`,
    `body=${quote(JSON.stringify(body ?? {}))}`,
    'now=$(date +%s); day=$(date -u +%Y-%m-%d); scope=$day/trtc/tc3_request',
    `hash=$(printf '%s' "$body" | ${sha})`,
    `canonical=$(printf 'POST\\n/\\n\\ncontent-type:application/json\\nhost:%s\\n\\ncontent-type;host\\n%s' ${host} "$hash")`,
    `tosign=$(printf 'TC3-HMAC-SHA256\\n%s\\n%s\\n%s' "$now" "$scope" "$(printf '%s' "$canonical" | ${sha})")`,
    `k1=${mac(`"key:TC3${variables.secretKey}"`, '"$day"')}`,
    `k2=${mac('hexkey:$k1', 'trtc')}`,
    `k3=${mac('hexkey:$k2', 'tc3_request')}`,
    `signature=${mac('hexkey:$k3', '"$tosign"')}`,
    `curl ${quote(origin)} -H 'content-type: application/json' -H "x-tc-timestamp: $now" \\`,
    ...Object.entries(sent).map(([name, value]) => `  -H ${quote(`${name}: ${value ?? ''}`)} \\`),
    `  -H "authorization: TC3-HMAC-SHA256 Credential=${variables.secretId}/$scope, SignedHeaders=content-type;host, Signature=$signature" \\`,
    '  -d "$body"',
  ].join('\n')
}

/** Quotes a text for a shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** Quotes a text for TypeScript. The sender of a request chooses its name, so it must be escaped. */
function quoteText(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'")}'`
}

/** Formats a request as a call of the project's client. */
export function asTypeScript({ family, operationId, command, body }: RequestDocument): string {
  const client = isAction({ family, command }) ? 'trtc' : 'calls'
  const method = operationId === undefined ? `raw(${quoteText(command.replace(/^\/v4\//, ''))}, ` : `${operationId}(`
  const { UserSig, SdkAppId: _, ...rest } = (body ?? {}) as Readonly<Record<string, unknown>>
  const fields = JSON.stringify(rest, undefined, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
  const withSig = UserSig === undefined ? fields : fields.replace(/\n}$/, ',\n  UserSig: userSig\n}')
  return [
    `import { createTrtcCall${UserSig === undefined ? '' : ', mintUserSig'} } from '@trtc-call/node'`,
    '',
    `const { ${client} } = createTrtcCall(emulator.clientOptions)`,
    ...(UserSig === undefined
      ? []
      : [
          'const { sdkAppId, sdkSecretKey } = emulator.credentials',
          `const { value: userSig } = mintUserSig({ sdkAppId, sdkSecretKey, userId: ${JSON.stringify(rest.UserId)}, lifetimeMs: 86_400_000 })`,
        ]),
    `await ${client}.${method}${withSig})`,
  ].join('\n')
}
