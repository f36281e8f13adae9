import type { Finding } from './finding.ts'
import type { Reached } from './watch-transport.ts'

/** A signature of the cloud interface is refused when it is five minutes off; well before that it is worth a word. */
const refusedFromMs = 300_000
const tellFromMs = 5_000

/** That each host was reached, and what its answer said about this machine's clock. */
export function checkHosts(reached: readonly Reached[]): Finding[] {
  const byHost = new Map(reached.map((each) => [each.url.host, each]))
  return [...byHost.values()].flatMap((each) => [createTransport(each), clockOf(each)])
}

function createTransport({ url }: Reached): Finding {
  const tls = url.protocol === 'https:' ? ', and its certificate is good' : ', without TLS'
  return { check: 'network', state: 'ok', what: `${url.host} was found and answers${tls}` }
}

/** A host that tells no time tells nothing about ours. */
function clockOf({ url: { host }, skewMs }: Reached): Finding {
  const check = 'clock'
  if (skewMs === undefined) return { check, state: 'skipped', what: `${host} does not tell the time` }
  const off = Math.abs(skewMs)
  if (off < tellFromMs) return { check, state: 'ok', what: `this clock agrees with that of ${host}` }
  const direction = skewMs > 0 ? 'ahead of' : 'behind'
  return {
    check,
    state: off >= refusedFromMs ? 'bad' : 'note',
    what: `this clock is ${Math.round(off / 1_000)} s ${direction} that of ${host}`,
    why: 'signatures carry the time; five minutes off, the cloud interface refuses them, and UserSigs made here begin or end at a wrong time',
    mend: 'set the clock of this machine by NTP (timedatectl set-ntp true); the clients correct it for their own requests only',
  }
}
