import { useEffect, useState } from 'preact/hooks'
import type { StateDocument } from '../model/state-document.ts'

const tickMs = 250

/** The time of the emulator's clock, which ticks unless it is virtual. */
export function useNow({ now, clock }: StateDocument, asOf: number): number {
  const [, tick] = useState(0)
  const isReal = clock.kind === 'real'
  useEffect(() => {
    if (!isReal) return
    const timer = setInterval(() => tick((count) => count + 1), tickMs)
    return () => clearInterval(timer)
  }, [isReal])
  return isReal ? now + Math.max(0, Date.now() - asOf) : now
}
