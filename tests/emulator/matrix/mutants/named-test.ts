/** Where the test is that proves an entry, and what its full name looks like. */
export type NamedTest = { file: string; pattern: RegExp }

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
// What `test.each` puts a value in place of.
const placeholder = /%[sdifjo#%]/

/** `file › group › %s is refused › no scope`: a name after one with a placeholder stands in its place. A group names all it holds. */
export function namedTest(proof: string): NamedTest {
  const [file = '', ...names] = proof.split(' › ')
  const words: string[] = []
  for (const name of names) {
    const before = words.at(-1)
    if (before !== undefined && placeholder.test(before))
      words[words.length - 1] = before.replace(placeholder, () => name)
    else words.push(name)
  }
  const parts = words.map((word) => word.split(placeholder).map(escaped).join('.*'))
  return { file, pattern: new RegExp(`^\\s*${parts.join(' > ')}(?: > .*)?$`, 's') }
}
