import type { Finding } from './finding.ts'
import type { ClockReading } from './watch-transport.ts'

/** A signature of the cloud interface is refused when it is five minutes off; well before that it is worth a word. */
const refusedFromMs = 300_000
const tellFromMs = 5_000

/** What the answers said about this machine's clock: one finding for each host. */
export function checkClock(clocks: readonly ClockReading[]): Finding[] {
  const byHost = new Map(clocks.map((reading) => [reading.host, reading]))
  return [...byHost.values()].map(findingOf)
}

function findingOf({ host, skewMs }: ClockReading): Finding {
  const off = Math.abs(skewMs)
  const seconds = Math.round(off / 1_000)
  const direction = skewMs > 0 ? 'ahead of' : 'behind'
  if (off < tellFromMs) return { check: 'clock', state: 'ok', what: `this clock agrees with that of ${host}` }
  return {
    check: 'clock',
    state: off >= refusedFromMs ? 'bad' : 'note',
    what: `this clock is ${seconds} s ${direction} that of ${host}`,
    why: 'signatures carry the time; five minutes off, the cloud interface refuses them, and UserSigs made here begin or end at a wrong time',
    mend: 'set the clock of this machine by NTP (timedatectl set-ntp true); the clients correct it for their own requests only',
  }
}
