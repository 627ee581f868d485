const format = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** `15:06:00`, as the clock where the browser is shows it. */
export const clockTime = (at: number) => format.format(at)
