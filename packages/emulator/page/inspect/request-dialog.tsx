import { useEffect, useRef, useState } from 'preact/hooks'
import { read } from '../model/control-api.ts'
import type { RequestDocument } from '../model/request-document.ts'
import { asCurl, asTypeScript } from '../model/snippets.ts'
import { Code } from '../parts/code.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { NameValueList } from '../parts/name-value-list.tsx'
import { SignatureSteps } from './signature-steps.tsx'

interface Props {
  readonly index: number | undefined
  readonly close: () => void
}

/** A modal dialog with all details of a request. */
export function RequestDialog({ index, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [request, setRequest] = useState<RequestDocument>()
  const [error, setError] = useState('')
  useEffect(() => {
    setRequest(undefined)
    setError('')
    if (index === undefined) return dialog.current?.close()
    read<RequestDocument>(`/requests/${index}`).then(setRequest, (reason: Error) => setError(reason.message))
    dialog.current?.showModal()
  }, [index])
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="request">
      <div class="top">
        <h2 id="request">{request?.command ?? 'Request'}</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      {error && <p role="alert">{error}</p>}
      {request && <Body request={request} />}
    </dialog>
  )
}

function Body({ request }: { readonly request: RequestDocument }) {
  const { response, executed, query, headers, body, explanation } = request
  const isGood = response.code === 0
  return (
    <>
      <p>
        <span class={`badge ${isGood ? 'good' : 'bad'}`}>{isGood ? 'OK' : response.code}</span>{' '}
        {executed ? 'Executed.' : 'Not executed.'} Request <code>{response.requestId}</code>
      </p>
      <div class="line">
        <CopyButton text={asCurl(request, location.origin)} label="Copy as curl" />
        <CopyButton text={asTypeScript(request)} label="Copy as TypeScript" />
      </div>
      <SignatureSteps explanation={explanation} />
      {Object.keys(query).length > 0 && <NameValueList title="Query" pairs={Object.entries(query)} open />}
      <NameValueList title="Headers" pairs={Object.entries(headers)} open={false} />
      <h3>Body</h3>
      <Code title="the body of the request" text={pretty(body)} />
      <h3>Response</h3>
      <Code title="the response" text={pretty(response.body)} />
    </>
  )
}

function pretty(value: unknown): string {
  return value === undefined ? '(none, or not JSON)' : JSON.stringify(value, undefined, 2)
}
