import type { ExternalItem } from './item'

/** About how many characters the body of an item has, told without making it: that of a hostile row fits no memory. */
export function charactersOf({ acl, content, properties }: ExternalItem): number {
  const parts = [...acl.map(({ value }) => value), content?.value, ...Object.values(properties)]
  return 30 * acl.length + lengthOf(parts)
}

/** With what JSON adds to a value, roughly. */
export const lengthOf = (value: unknown): number => {
  if (typeof value === 'string') return value.length
  return Array.isArray(value) ? value.reduce<number>((sum, part) => sum + 30 + lengthOf(part), 0) : 30
}
