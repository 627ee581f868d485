const format = new Intl.NumberFormat('en')

/** `12,000` */
export const numberText = (value: number) => format.format(value)

/** `1 item`, `12,000 items` */
export const countText = (count: number, one: string, many = `${one}s`) =>
  `${numberText(count)} ${count === 1 ? one : many}`

/** `2 kB`, `1.4 MB`; of what is small, `1 kB`. */
export const sizeText = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
