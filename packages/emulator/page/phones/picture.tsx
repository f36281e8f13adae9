import { useState } from 'preact/hooks'
import { pictureUrl } from '../model/control-api.ts'

/** The picture of an account, or its initial if the picture cannot be loaded. */
export function Picture({
  userId,
  name,
  isThere,
}: {
  readonly userId: string
  readonly name: string
  readonly isThere: boolean
}) {
  const [isBroken, setBroken] = useState(false)
  return (
    <span class="picture" aria-hidden="true">
      {isThere && !isBroken ? (
        <img src={pictureUrl(userId)} alt="" onError={() => setBroken(true)} />
      ) : (
        [...name][0]?.toUpperCase()
      )}
    </span>
  )
}
