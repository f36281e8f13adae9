import { formatElapsed } from '../model/format.ts'
import type { Chart, Row } from '../model/lanes.ts'
import { Delivery } from './delivery.tsx'

interface Props {
  readonly chart: Chart
  readonly from: number
  readonly inspect: (index: number) => void
}

/** The events of a call, each in its lane. Narrow screens show one column, with the lane's name on each event. */
export function LaneChart({ chart: { lanes, rows }, from, inspect }: Props) {
  return (
    <div class="chart" style={{ '--columns': columnsOf(lanes) }}>
      <div class="heads" aria-hidden="true">
        <span>Time</span>
        {lanes.map(({ key, title }) => (
          <span key={key}>{title}</span>
        ))}
      </div>
      <ol aria-label="What happened in this call">
        {rows.map((row, index) => (
          <li key={index}>
            <span class="time">{formatElapsed(Math.max(0, row.at - from))}</span>
            {row.activity.map(
              (kind, lane) =>
                kind !== '' && (
                  <i key={lane} class={`life ${kind}`} style={{ gridColumn: lane + 2 }} aria-hidden="true" />
                ),
            )}
            <div class="mark" style={{ '--column': String(row.lane + 2) }}>
              <span class="lane">{lanes[row.lane]?.title}: </span>
              <Mark row={row} inspect={inspect} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Phone lanes are narrower, because their texts are short. */
function columnsOf(lanes: Chart['lanes']): string {
  const widths = lanes.map(({ key }) => (key.startsWith('phone ') ? '0.8fr' : '1.3fr'))
  return widths.map((width) => `minmax(0, ${width})`).join(' ')
}

function Mark({ row, inspect }: { readonly row: Row; readonly inspect: (index: number) => void }) {
  const { text, tone, count, requestIndex, delivery } = row
  if (delivery) return <Delivery delivery={delivery} text={text} tone={tone} />
  if (requestIndex === undefined) return <span class={`event ${tone}`}>{text}</span>
  return (
    <button type="button" class={`event ${tone}`} onClick={() => inspect(requestIndex)}>
      {text}
      {count > 1 && <span class="count"> × {count}</span>}
    </button>
  )
}
