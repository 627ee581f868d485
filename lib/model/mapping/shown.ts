import { beginningOf } from '../storable'

/** A cell as a message shows it. */
export const shown = (text: string) => `'${text.length > 60 ? `${beginningOf(text, 59)}…` : text}'`
