interface Props {
  readonly title: string
  readonly pairs: readonly (readonly [name: string, value: string | number])[]
  readonly open: boolean
}

/** A collapsible list of names and values. */
export function NameValueList({ title, pairs, open }: Props) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      <dl>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
