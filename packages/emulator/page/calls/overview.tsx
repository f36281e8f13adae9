import type { Span } from '../model/spans.ts'

interface Props {
  readonly lines: readonly { readonly title: string; readonly spans: readonly Span[] }[]
  readonly from: number
  readonly to: number
}

/** Shorter spans would be invisible. */
const minPercent = 0.6

/** The states of phones and streams on a time scale. The chart below has the same information as text. */
export function Overview({ lines, from, to }: Props) {
  const percent = (at: number) => (to > from ? Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100)) : 0)
  return (
    <div class="overview" aria-hidden="true">
      {lines.map(({ title, spans }) => (
        <div class="line" key={title}>
          <span>{title}</span>
          <div>
            {spans.map(({ kind, from: begins, to: ends }) => (
              <i
                key={`${kind} ${begins}`}
                class={kind}
                style={{
                  left: `${percent(begins)}%`,
                  width: `${Math.max(minPercent, percent(ends) - percent(begins))}%`,
                }}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
