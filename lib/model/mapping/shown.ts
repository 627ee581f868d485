/** A cell as a message shows it. */
export const shown = (text: string) => `'${text.length > 60 ? `${text.slice(0, 59)}…` : text}'`
