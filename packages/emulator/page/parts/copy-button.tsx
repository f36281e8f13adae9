import { useState } from 'preact/hooks'

const shownMs = 1_500

/** Puts a text into the clipboard, and says so to all who look or listen. */
export function CopyButton({
  text,
  label,
  what,
}: {
  readonly text: string
  readonly label: string
  readonly what?: string
}) {
  const [said, say] = useState('')
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => 'Copied',
      () => 'The browser refused',
    )
    say(done)
    setTimeout(() => say(''), shownMs)
  }
  return (
    <button type="button" class="copy" aria-label={what} onClick={copy}>
      <span aria-live="polite">{said || label}</span>
    </button>
  )
}
