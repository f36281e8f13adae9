/** Shows two texts and marks everything after their first difference. */
export function Diff({ expected, received }: { readonly expected: string; readonly received: string }) {
  const same = commonLength(expected, received)
  return (
    <dl class="difference">
      {(
        [
          ['expected', expected],
          ['received', received],
        ] as const
      ).map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {text.slice(0, same)}
            <mark>{text.slice(same)}</mark>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function commonLength(one: string, other: string): number {
  const longest = Math.min(one.length, other.length)
  for (let length = 0; length < longest; length += 1) if (one[length] !== other[length]) return length
  return longest
}
