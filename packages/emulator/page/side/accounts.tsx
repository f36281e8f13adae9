import { matchesSearch } from '../model/format.ts'
import type { StateDocument } from '../model/state-document.ts'
import { nameOf } from '../phones/phone-users.ts'
import { Picture } from '../phones/picture.tsx'

const maxShown = 50

/** The accounts that were imported. */
export function Accounts({ state, search }: { readonly state: StateDocument; readonly search: string }) {
  const accounts = state.accounts.filter((account) => matchesSearch(search, account.userId, nameOf(account)))
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      {state.accounts.length === 0 && (
        <p class="quiet">
          None was imported. On the real service callees and robots must be; <code>multiaccountImport</code> does it.
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
      {accounts.length > maxShown && <p class="quiet">{accounts.length - maxShown} more; the search finds them.</p>}
    </section>
  )
}
