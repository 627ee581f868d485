import type { Mapping } from './mapping'

/** Of what maps no rows to items in the console: a connector elsewhere, and runs of groups. */
export const noMapping: Mapping = { itemId: { column: 'id' }, properties: {}, access: 'everyoneExceptGuests' }
