/** A variant of the measured operation; runs it `count` times. */
export interface Variant {
  readonly name: string
  readonly run: (count: number) => Promise<void> | void
}

/** Medians over the rounds, per operation. */
export interface Measured {
  readonly name: string
  readonly microseconds: number
  readonly cpuMicroseconds: number
  /** Speed relative to the first variant: the median of the ratios within each round. */
  readonly speed: number
  /** CPU time relative to the first variant: the median of the ratios within each round. */
  readonly cpu: number
}

/** One run, in microseconds per operation. */
export interface Sample {
  readonly wall: number
  readonly cpu: number
}

/** Runs every variant once per round, in shuffled order, so that noise affects all of them. */
export async function compare(variants: readonly Variant[], count: number, rounds: number): Promise<Measured[]> {
  for (const variant of variants) await variant.run(count * 2) // warm
  return compareSamples(variants, (variant) => measure(variant, count), rounds)
}

/** The same for variants that measure themselves, for example in a separate process. */
export async function compareSamples<Thing extends { readonly name: string }>(
  things: readonly Thing[],
  sample: (thing: Thing) => Promise<Sample>,
  rounds: number,
): Promise<Measured[]> {
  const samples = new Map<Thing, Sample[]>(things.map((thing) => [thing, []]))
  for (let round = 0; round < rounds; round++) {
    for (const thing of shuffled(things)) samples.get(thing)?.push(await sample(thing))
  }
  const [base] = things
  const bases = (base && samples.get(base)) ?? []
  return things.map((thing) => {
    const own = samples.get(thing) ?? []
    return {
      name: thing.name,
      microseconds: median(own.map(({ wall }) => wall)),
      cpuMicroseconds: median(own.map(({ cpu }) => cpu)),
      speed: median(own.map(({ wall }, round) => (bases[round]?.wall ?? wall) / wall)),
      cpu: median(own.map(({ cpu }, round) => cpu / (bases[round]?.cpu ?? cpu))),
    }
  })
}

async function measure({ run }: Variant, count: number): Promise<Sample> {
  const cpuBefore = process.cpuUsage()
  const before = process.hrtime.bigint()
  await run(count)
  const wall = Number(process.hrtime.bigint() - before) / 1000 / count
  const { user, system } = process.cpuUsage(cpuBefore)
  return { wall, cpu: (user + system) / count }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
