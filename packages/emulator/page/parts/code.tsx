import { CopyButton } from './copy-button.tsx'

/** Text to be taken away; it can be scrolled with the keyboard. */
export function Code({ text, title }: { readonly text: string; readonly title: string }) {
  return (
    <div class="code">
      <CopyButton text={text} label="Copy" what={`Copy ${title}`} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse could not scroll it otherwise */}
      <section tabIndex={0} aria-label={title}>
        <pre>{text}</pre>
      </section>
    </div>
  )
}
