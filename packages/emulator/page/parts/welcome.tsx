import { act } from '../model/control.ts'
import type { StateDocument } from '../model/state-document.ts'
import { Code } from './code.tsx'
import { useAction } from './use-action.tsx'

/** Of a line, in characters. */
const maxLineLength = 80

/** What a newcomer sees: nothing has rung yet, and what to type next. */
export function Welcome({ state }: { readonly state: StateDocument }) {
  const [run, notice] = useAction()
  const isKnown = state.phones.some(({ userId }) => userId === 'jack')
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">Nothing has rung yet</h2>
      <p>
        This is the vendor, offline. Run this in a project that has <code>@trtc-call/node</code>, and a phone appears
        below, rings, and can be answered here.
      </p>
      <Code title="the first call" text={firstCall(state)} />
      <p>
        Phones answer by themselves after a moment, so that tests go on.{' '}
        {isKnown ? (
          <span>jack’s waits for you.</span>
        ) : (
          <button type="button" onClick={() => run(() => act('POST', '/callees/jack', { does: 'ignore' }))}>
            Let jack’s phone wait for me
          </button>
        )}
      </p>
      {notice}
      <details>
        <summary>Without the client: the same keys for a shell</summary>
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

/** As it would be written by hand. */
function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).replaceAll('"', "'")
  const fields = Object.entries(value).map(([name, inner]) => `${name}: ${literal(inner)}`)
  const line = `{ ${fields.join(', ')} }`
  return line.length < maxLineLength ? line : `{\n${fields.map((field) => `    ${field},\n`).join('')}  }`
}

/** As `trtc-call emulator` prints it. */
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
