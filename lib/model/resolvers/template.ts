/** A piece of an item id template: text as it is, or a placeholder with the name between its braces. */
export type TemplatePart = { text: string } | { placeholder: string }

/** Splits a template such as `T{number}`. A brace without a partner is text. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = []
  let from = 0
  for (const found of template.matchAll(/\{([^{}]+)\}/g)) {
    if (found.index > from) parts.push({ text: template.slice(from, found.index) })
    parts.push({ placeholder: found[1] ?? '' })
    from = found.index + found[0].length
  }
  if (from < template.length) parts.push({ text: template.slice(from) })
  return parts
}

export const placeholdersOf = (template: string): string[] =>
  templateParts(template).flatMap((part) => ('placeholder' in part ? [part.placeholder] : []))

/** The id: an absent group is empty, an unknown placeholder stays as it is written. */
export function fillTemplate(
  parts: readonly TemplatePart[],
  names: ReadonlySet<string>,
  groups: Record<string, string | undefined> | undefined,
): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text
      return names.has(part.placeholder) ? (groups?.[part.placeholder] ?? '') : `{${part.placeholder}}`
    })
    .join('')
}
