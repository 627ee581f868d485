import type { Store } from './store'

const fewItems = 2000

/**
 * Deletes a part of the contents of deleted connections. They are no longer visible, so the time does not
 * matter; deleting a million items in one step would block every other request.
 */
export function purgeSome(store: Store) {
  const key = store.get<{ connectionKey: number }>('select connectionKey from purges limit 1')?.connectionKey
  if (key === undefined) return
  store.transaction(() => {
    const items = store.run(
      'delete from items where rowid in (select rowid from items where connectionKey = ? limit ?)',
      key,
      fewItems,
    )
    if (items > 0) return
    for (const table of [
      'operations',
      'ignoredValues',
      'profileItems',
      'externalGroups',
      'groupMembers',
      'activities',
      'purges',
    ]) {
      store.run(`delete from ${table} where connectionKey = ?`, key)
    }
  })
}
