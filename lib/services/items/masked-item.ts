import type { ItemRow } from '../../model/items/item-list'

/** Without what may be personal data; the message of a failure may quote some. */
export const maskedItem = (row: ItemRow): ItemRow => ({
  ...row,
  title: null,
  url: null,
  failure: row.failure && { ...row.failure, message: null },
})
