import { type AST, nodesOf, parsePattern } from '../parsed'
import { groupNames, patternGroups } from '../pattern-groups'
import type { Resolver } from '../resolver'
import { placeholdersOf, templateParts } from '../template'
import type { Found, ResolverRule } from './finding'

export const itemIdRules: ResolverRule = (resolver) => {
  if (resolver.itemId === '') {
    const message = 'Enter the item id that a link leads to, such as id_{number}.'
    return [{ rule: 'unfinished', severity: 'error', field: 'itemId', message }]
  }
  return [
    ...('pattern' in parsePattern(resolver.urlPattern) ? placeholderRules(resolver) : []),
    ...characterRules(resolver),
  ]
}

function placeholderRules({ urlPattern, itemId }: Resolver): Found[] {
  const names = groupNames(urlPattern)
  const numbered = patternGroups(urlPattern).filter(({ name }) => name === null)
  const used = placeholdersOf(itemId)
  const found: Found[] = []
  for (const name of new Set(used.filter((one) => !names.includes(one)))) {
    const close = names.find((one) => one.toLowerCase() === name.toLowerCase())
    const meant =
      close ?? names.find((one) => !used.includes(one)) ?? (names.length === 1 ? names[0] : undefined)
    const group = /^\d+$/.test(name) ? numbered[Number(name) - 1] : undefined
    if (group) {
      const named = `${urlPattern.slice(0, group.start)}(?<id${name}>${urlPattern.slice(group.start + 1)}`
      found.push({
        rule: 'numberedGroup',
        severity: 'error',
        field: 'itemId',
        message: `{${name}} names a group by its number; only groups with a name are put into the id.`,
        range: group,
        fix: {
          label: `Name it id${name}`,
          change: { urlPattern: named, itemId: itemId.replaceAll(`{${name}}`, `{id${name}}`) },
        },
      })
      continue
    }
    found.push({
      rule: 'unknownPlaceholder',
      severity: 'error',
      field: 'itemId',
      message: `The pattern has no group ${name}, so {${name}} may stay in the id as it is written.`,
      ...(meant && {
        fix: { label: `Use {${meant}}`, change: { itemId: itemId.replaceAll(`{${name}}`, `{${meant}}`) } },
      }),
    })
  }
  const unused = names.filter((name) => !used.includes(name))
  for (const name of unused) found.push(unusedGroup(urlPattern, itemId, name))
  const [first] = numbered
  if (first && names.length === 0 && !found.some(({ rule }) => rule === 'numberedGroup')) {
    const named = `${urlPattern.slice(0, first.start)}(?<id>${urlPattern.slice(first.start + 1)}`
    found.push({
      rule: 'numberedGroup',
      severity: 'error',
      field: 'urlPattern',
      message: 'The group has no name, so nothing of the link gets into the id.',
      range: first,
      fix: {
        label: 'Name it id',
        change: { urlPattern: named, itemId: used.length === 0 ? `${itemId}{id}` : itemId },
      },
    })
  } else if (names.length === 0 && numbered.length === 0 && urlPattern !== '') {
    const message = 'Every link that matches leads to the same item: the pattern has no named group.'
    found.push({ rule: 'fixedId', severity: 'warning', field: 'itemId', message })
  }
  return found
}

function unusedGroup(urlPattern: string, itemId: string, name: string): Found {
  const range = patternGroups(urlPattern).find((group) => group.name === name)
  return {
    rule: 'unusedGroup',
    severity: 'warning',
    field: 'urlPattern',
    message: `The group ${name} is not in the item id: links that differ only there lead to the same item.`,
    range,
    fix: { label: `Add {${name}} to the id`, change: { itemId: `${itemId}_{${name}}` } },
  }
}

/** What the console takes in an item id; letters and digits are documented, `_` and `-` are in Microsoft's examples. */
const allowed = /^[A-Za-z0-9_-]*$/
const longestId = 128

function characterRules({ urlPattern, itemId }: Resolver): Found[] {
  const parts = templateParts(itemId)
  const literal = parts.map((part) => ('text' in part ? part.text : '')).join('')
  const stranger = /[^A-Za-z0-9_-]/u.exec(literal)?.[0]
  const found: Found[] = []
  if (stranger !== undefined) {
    const text = (value: string) => value.replace(/[^A-Za-z0-9_-]/gu, '_')
    const fixed = parts.map((part) => ('text' in part ? text(part.text) : `{${part.placeholder}}`)).join('')
    found.push({
      rule: 'idCharacters',
      severity: 'warning',
      field: 'itemId',
      message: `Item ids are letters, digits, _ and -; ${stranger.trim() === '' ? 'a space' : stranger} is none of them.`,
      fix: { label: `Use ${fixed}`, change: { itemId: fixed } },
    })
  }
  if (literal.length > longestId) {
    const message = `Item ids have at most ${longestId} characters; the fixed text alone has ${literal.length}.`
    found.push({ rule: 'idLength', severity: 'error', field: 'itemId', message })
  }
  return [...found, ...capturedStrangers(urlPattern, placeholdersOf(itemId))]
}

/** Groups that can capture what no item id can hold. */
function capturedStrangers(urlPattern: string, used: readonly string[]): Found[] {
  const parsed = parsePattern(urlPattern)
  if (!('pattern' in parsed)) return []
  return [...nodesOf(parsed.pattern)].flatMap((node): Found[] => {
    if (node.type !== 'CapturingGroup' || !node.name || !used.includes(node.name)) return []
    const strange = strangeCharacter(node)
    if (strange === undefined) return []
    return [
      {
        rule: 'idCharacters',
        severity: 'warning',
        field: 'urlPattern',
        message: `The group ${node.name} can capture ${strange}, which no item id can hold.`,
        range: { start: node.start, end: node.end },
        fix: { label: 'Capture only [A-Za-z0-9_-]', change: { urlPattern: narrowed(urlPattern, node) } },
      },
    ]
  })
}

function strangeCharacter(group: AST.CapturingGroup) {
  const samples = [':', '@', '.', '%', '&', '=', '/', '~', '+', ' ']
  for (const node of nodesOf(group)) {
    if (node.type === 'Character' && !allowed.test(String.fromCodePoint(node.value)))
      return String.fromCodePoint(node.value)
    if (node.type !== 'CharacterClass' && node.type !== 'CharacterSet') continue
    const one = new RegExp(`^${node.raw}$`)
    const strange = samples.find((sample) => one.test(sample))
    if (strange !== undefined) return strange === ' ' ? 'a space' : strange
  }
  return undefined
}

const narrowed = (pattern: string, { name, start, end }: AST.CapturingGroup) =>
  `${pattern.slice(0, start)}(?<${name}>[A-Za-z0-9_-]+)${pattern.slice(end)}`
