import type { VerificationStep } from '../../src/auth/verification-step.ts'
import type { Explanation } from '../../src/explain/explain-request.ts'
import type { UserSigClaims } from '../../src/explain/read-claims.ts'
import { Code } from '../parts/code.tsx'
import { NameValueList } from '../parts/name-value-list.tsx'
import { Diff } from './diff.tsx'

/** The verification of a signature, step by step, with a diff of the failed step. */
export function SignatureSteps({ explanation }: { readonly explanation: Explanation | undefined }) {
  if (!explanation) return <p class="quiet">The request was rejected before its signature was verified.</p>
  const { passed, error, steps, userSig, likelyCause } = explanation
  return (
    <section class="signature-steps" aria-labelledby="signature">
      <h3 id="signature">{passed ? 'The signature is valid' : 'The signature is invalid'}</h3>
      {error && (
        <p>
          <span class="badge bad">{error.code}</span> {error.message}
        </p>
      )}
      {likelyCause && (
        <p class="cause">
          <strong>Probable cause:</strong> {likelyCause}.
        </p>
      )}
      <ol>
        {steps.map((step) => (
          <Step key={step.check + step.expected} step={step} />
        ))}
      </ol>
      {userSig && <Claims claims={userSig} />}
    </section>
  )
}

function Step({ step }: { readonly step: VerificationStep }) {
  const { check, passed, expected, received, inputs = [] } = step
  return (
    <li class={passed ? 'passed' : 'failed'}>
      <span class="verdict">{passed ? 'passed' : 'failed'}</span> {check}
      {!passed && expected !== undefined && received !== undefined && <Diff expected={expected} received={received} />}
      {inputs.map(({ name, text }) => (
        <details key={name} open={!passed}>
          <summary>{name}</summary>
          <Code title={`${name} of ${check}`} text={text} />
        </details>
      ))}
    </li>
  )
}

function Claims({
  claims: { identifier, sdkAppId, issuedAt, expiresAt, userBuf },
}: {
  readonly claims: UserSigClaims
}) {
  const lines: [string, string | number][] = [
    ['TLS.identifier', identifier],
    ['TLS.sdkappid', sdkAppId],
    ['issued', isoText(issuedAt)],
    ['expires', isoText(expiresAt)],
  ]
  if (userBuf !== undefined) lines.push(['TLS.userbuf', userBuf])
  return <NameValueList title="Content of the UserSig" pairs={lines} open />
}

/** A UserSig may hold an invalid time. */
function isoText(ms: number): string {
  return Number.isFinite(new Date(ms).getTime()) ? new Date(ms).toISOString() : `${ms} ms`
}
