const format = new Intl.NumberFormat('en')

/** `12,000` */
export const numberText = (value: number) => format.format(value)

/** `1 item`, `12,000 items` */
export const countText = (count: number, one: string, many = `${one}s`) =>
  `${numberText(count)} ${count === 1 ? one : many}`
