export interface Account {
  readonly profile: ReadonlyMap<string, string>
}

/** The imported accounts. Administrators exist from the start. */
export class Accounts {
  readonly #accounts = new Map<string, Account>()
  readonly #admins: readonly string[]

  constructor(admins: readonly string[]) {
    this.#admins = admins
  }

  /** Creates an account, or changes the given profile fields. */
  put(userId: string, profile: Readonly<Record<string, string>>): void {
    const before = this.#accounts.get(userId)?.profile ?? new Map<string, string>()
    this.#accounts.set(userId, { profile: new Map([...before, ...Object.entries(profile)]) })
  }

  /** In order of import. */
  list(): { userId: string; profile: Record<string, string> }[] {
    return [...this.#accounts].map(([userId, { profile }]) => ({ userId, profile: Object.fromEntries(profile) }))
  }

  load(accounts: ReturnType<Accounts['list']>): void {
    this.#accounts.clear()
    for (const { userId, profile } of accounts) this.put(userId, profile)
  }

  has(userId: string): boolean {
    return this.#accounts.has(userId) || this.#admins.includes(userId)
  }
}
