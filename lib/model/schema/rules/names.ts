import { called, freeName, type SchemaIndex, type Subject } from './index-limits'
import type { Report, SchemaFix } from './problem'

const legal = /^[A-Za-z0-9]{1,32}$/

/** The rules of names, aliases and descriptions (docs/graph-contract.md#property-name). */
export function checkNames(subject: Subject, index: SchemaIndex, report: Report) {
  checkName(subject, index, report)
  checkAliases(subject, index, report)
  const length = subject.property.description?.length ?? 0
  if (length > 200)
    report(
      'prop.description',
      `${subject.name}: shorten the description by ${length - 200} characters, to 200.`,
      { property: subject.place, field: 'description' },
    )
}

function checkName({ property: { name }, place }: Subject, index: SchemaIndex, report: Report) {
  const at = { property: place, field: 'name' } as const
  if (name === '') return report('prop.name', `Property ${place + 1} needs a name.`, at)
  if (!legal.test(name)) {
    const proposal = freeName(name.replace(/[^A-Za-z0-9]/g, '').slice(0, 32), index)
    report('prop.name', `'${name}': ${nameProblem(name)}`, at, renaming(proposal))
  }
  if (name.toLowerCase() === 'content')
    report(
      'prop.name.content',
      `'${name}' is a part of every item already: rename or remove this property.`,
      at,
      renaming(freeName('contentText', index)),
    )
  checkTwice(name, place, index, report)
}

/** Each property of a name that stands twice says which other one has it. */
function checkTwice(name: string, place: number, index: SchemaIndex, report: Report) {
  const key = name.toLowerCase()
  const other = index.alike.get(key)?.find((at) => at !== place)
  if (other === undefined) return
  const twin = index.schema.properties[other]?.name
  const likeness = twin === name ? '' : ` ('${twin}'; case does not count)`
  const isFirst = other > place
  // The first of a registered name is the registered property, whose name is permanent.
  const fixes = isFirst && index.registered.has(key) ? [] : renaming(freeName(name, index))
  report(
    'prop.name.unique',
    `'${name}' is the name of property ${other + 1} ${isFirst ? 'too' : 'already'}${likeness}: rename one.`,
    { property: place, field: 'name' },
    fixes,
  )
}

function checkAliases({ property, place, name }: Subject, index: SchemaIndex, report: Report) {
  const aliases = property.aliases ?? []
  const at = { property: place, field: 'aliases' } as const
  const own = new Set<string>()
  for (const alias of aliases) {
    const key = alias.toLowerCase()
    const first = index.named.get(key) ?? place
    const remove = {
      label: `Remove alias ${alias}`,
      change: { aliases: aliases.filter((one) => one !== alias) },
    }
    if (!legal.test(alias))
      report('prop.alias', `${name}, alias '${alias}': ${nameProblem(alias)}`, at, [remove])
    else if (first !== place) {
      const other = called(index.schema.properties[first], first)
      report('prop.name.unique', `${name}: alias '${alias}' is taken by ${other} already.`, at, [remove])
    } else if (own.has(key))
      report('prop.name.unique', `${name} has the alias '${alias}' twice.`, at, [
        { label: 'Keep one', change: { aliases: distinct(aliases) } },
      ])
    own.add(key)
  }
  if (aliases.length > 10)
    report('prop.alias.count', `${name} has ${aliases.length} aliases; Graph publishes no limit.`, at)
}

const renaming = (name: string): SchemaFix[] =>
  name === '' ? [] : [{ label: `Rename to ${name}`, change: { name } }]

function nameProblem(name: string) {
  if (name === '') return 'enter 1 to 32 letters and digits.'
  const stranger = name.match(/[^A-Za-z0-9]/u)?.[0]
  if (stranger === undefined) return `use 1 to 32 letters and digits; take away ${name.length - 32}.`
  const shown = stranger.trim() === '' ? 'a space' : `'${stranger}'`
  return `use letters and digits only; ${shown} is not allowed.`
}

/** The first of each spelling, in their order. */
const distinct = (names: readonly string[]) => [
  ...new Map(names.toReversed().map((name) => [name.toLowerCase(), name])).values(),
]
