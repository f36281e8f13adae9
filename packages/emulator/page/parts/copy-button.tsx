import { useState } from 'preact/hooks'

const shownMs = 1_500

/** Copies a text to the clipboard and announces it. */
export function CopyButton({
  text,
  label,
  what,
}: {
  readonly text: string
  readonly label: string
  readonly what?: string
}) {
  const [notice, setNotice] = useState('')
  const copy = async () => {
    const result = await navigator.clipboard.writeText(text).then(
      () => 'Copied',
      () => 'Copying failed',
    )
    setNotice(result)
    setTimeout(() => setNotice(''), shownMs)
  }
  return (
    <button type="button" class="copy" aria-label={what} onClick={copy}>
      <span aria-live="polite">{notice || label}</span>
    </button>
  )
}
