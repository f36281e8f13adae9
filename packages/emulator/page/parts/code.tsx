import { CopyButton } from './copy-button.tsx'

/** Code with a copy button, scrollable with the keyboard. */
export function Code({ text, title }: { readonly text: string; readonly title: string }) {
  return (
    <div class="code">
      <CopyButton text={text} label="Copy" what={`Copy ${title}`} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users could not scroll it otherwise */}
      <section tabIndex={0} aria-label={title}>
        <pre>{text}</pre>
      </section>
    </div>
  )
}
