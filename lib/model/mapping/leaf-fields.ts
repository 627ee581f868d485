/** The fields that hold values: not the objects around others, which no usual property takes. */
export function leafFields(fields: readonly string[]): string[] {
  const around = new Set<string>()
  for (const field of fields) {
    for (let dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1))
      around.add(field.slice(0, dot))
  }
  return fields.filter((field) => !around.has(field))
}
