import { matchesSearch } from '../model/format.ts'
import type { StateDocument } from '../model/state-document.ts'
import { nameOf } from '../phones/phone-users.ts'
import { Picture } from '../phones/picture.tsx'

const maxShown = 50

/** The imported accounts. */
export function Accounts({ state, search }: { readonly state: StateDocument; readonly search: string }) {
  const accounts = state.accounts.filter((account) => matchesSearch(search, account.userId, nameOf(account)))
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      {state.accounts.length === 0 && (
        <p class="quiet">
          No accounts imported; <code>multiaccountImport</code> imports them. Whether the real service requires it is
          not documented.
        </p>
      )}
      <ul class="accounts">
        {accounts.slice(0, maxShown).map((account) => (
          <li key={account.userId}>
            <Picture
              userId={account.userId}
              name={nameOf(account) || account.userId}
              isThere={Boolean(account.profile.Tag_Profile_IM_Image)}
            />
            <span>{account.userId}</span> <span class="quiet">{nameOf(account)}</span>
          </li>
        ))}
      </ul>
      {accounts.length > maxShown && (
        <p class="quiet">{accounts.length - maxShown} more; use the search to find them.</p>
      )}
    </section>
  )
}
