import { act } from '../model/control-api.ts'
import type { StateDocument } from '../model/state-document.ts'
import { Code } from './code.tsx'
import { useAction } from './use-action.tsx'

const maxLineLength = 80

/** Instructions for the first call. */
export function Welcome({ state }: { readonly state: StateDocument }) {
  const [run, notice] = useAction()
  const isKnown = state.phones.some(({ userId }) => userId === 'jack')
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">No calls yet</h2>
      <p>
        This emulator replaces the vendor’s servers. Run this code in a project that has <code>@trtc-call/node</code>: a
        phone appears below and rings, and you can answer it here.
      </p>
      <Code title="the first call" text={firstCall(state)} />
      <p>
        Phones answer automatically after a moment.{' '}
        {isKnown ? (
          <span>Jack’s phone rings until you answer.</span>
        ) : (
          <button type="button" onClick={() => run(() => act('POST', '/callees/jack', { does: 'ignore' }))}>
            Let jack’s phone ring until I answer
          </button>
        )}
      </p>
      {notice}
      <details>
        <summary>Without the client: the same settings for a shell</summary>
        <Code title="the environment" text={environment(state)} />
      </details>
    </section>
  )
}

function firstCall({ apps }: StateDocument): string {
  const options = Object.entries(apps[0]?.clientOptions ?? {})
    .map(([name, value]) => `  ${name}: ${literal(value)},`)
    .join('\n')
  return `import { createTrtcCall } from '@trtc-call/node'

const { dial } = createTrtcCall({
${options}
})

const call = await dial({
  robot: 'robot',
  callees: ['jack'],
  media: 'video',
})
console.log(await call.ended())`
}

/** Formats a value as hand-written TypeScript. */
function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).replaceAll('"', "'")
  const fields = Object.entries(value).map(([name, inner]) => `${name}: ${literal(inner)}`)
  const line = `{ ${fields.join(', ')} }`
  return line.length < maxLineLength ? line : `{\n${fields.map((field) => `    ${field},\n`).join('')}  }`
}

/** The variables that `trtc-call emulator` prints. */
export function environment({ apps }: StateDocument): string {
  const [app] = apps
  if (!app) return ''
  const variables = {
    TRTC_CALL_ENDPOINT: location.origin,
    TRTC_SDK_APP_ID: app.sdkAppId,
    TRTC_SDK_SECRET_KEY: app.sdkSecretKey,
    TRTC_IDENTIFIER: app.identifier,
    TRTC_SITE: 'china',
    TENCENTCLOUD_SECRET_ID: app.secretId,
    TENCENTCLOUD_SECRET_KEY: app.secretKey,
    TENCENTCLOUD_REGION: 'ap-guangzhou',
  }
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value}'`)
    .join('\n')
}
