import { basesOf } from '../bases'
import { type AST, nodesOf, parsePattern } from '../parsed'
import type { Resolver } from '../resolver'
import type { Found, ResolverRule } from './finding'

export const patternRules: ResolverRule = (resolver) => {
  const { urlPattern } = resolver
  if (urlPattern === '') {
    const message = 'Enter a pattern with a named group, such as /items/(?<id>[0-9]+).'
    return [{ rule: 'unfinished', severity: 'error', field: 'urlPattern', message }]
  }
  const parsed = parsePattern(urlPattern)
  const broken = notCompiling(urlPattern, 'pattern' in parsed ? null : parsed)
  if (broken) return [broken]
  if (!('pattern' in parsed)) return []
  const nodes = [...nodesOf(parsed.pattern)]
  return [
    ...neverMatches(resolver, parsed.pattern),
    ...nodes.flatMap((node) => (node.type === 'CapturingGroup' ? captures(urlPattern, node) : [])),
    ...trailing(urlPattern, parsed.pattern),
  ]
}

/** The engine decides; the parser says where. */
function notCompiling(pattern: string, where: { message: string; index: number } | null): Found | null {
  try {
    new RegExp(pattern)
    return null
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const reason = where?.message ?? message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
    const at = where?.index ?? pattern.length
    return {
      rule: 'noCompile',
      severity: 'error',
      field: 'urlPattern',
      message: `The pattern does not compile: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`,
      range: { start: Math.max(0, Math.min(at, pattern.length - 1)), end: Math.min(at + 1, pattern.length) },
      fix: completed(pattern),
    }
  }
}

/** The bracket that was forgotten, added or escaped; offered only when the pattern then compiles. */
function completed(pattern: string) {
  const tries = [
    { label: 'Close the bracket', urlPattern: `${pattern})` },
    { label: 'Close the class', urlPattern: `${pattern}]` },
    { label: 'Close both brackets', urlPattern: `${pattern}])` },
    ...[...pattern.matchAll(/[()[*+?{]/g)].map(({ index, 0: char }) => ({
      label: `Escape ${char} at character ${index + 1}`,
      urlPattern: `${pattern.slice(0, index)}\\${pattern.slice(index)}`,
    })),
  ]
  const works = tries.find(({ urlPattern }) => {
    try {
      new RegExp(urlPattern)
      return true
    } catch {
      return false
    }
  })
  return works && { label: works.label, change: { urlPattern: works.urlPattern } }
}

function neverMatches(resolver: Resolver, pattern: AST.Pattern): Found[] {
  const bases = basesOf(resolver)
  const [only, ...more] = pattern.alternatives
  if (!only || more.length > 0 || bases.length === 0) return []
  const anchored = only.elements[0]?.type === 'Assertion' && only.elements[0].kind === 'start'
  const text = leadingText(anchored ? only.elements.slice(1) : only.elements)
  const finding = (message: string, urlPattern: string): Found => ({
    rule: 'neverMatches',
    severity: 'error',
    field: 'urlPattern',
    message,
    range: { start: 0, end: pattern.end },
    fix: { label: `Use ${urlPattern}`, change: { urlPattern } },
  })
  if (anchored && text !== '' && !bases.some((base) => base.startsWith(text) || text.startsWith(base))) {
    const message = `The pattern is tried on the whole link, which begins with ${bases[0]} and not with ${text}.`
    return [finding(message, withoutOrigin(resolver.urlPattern.slice(1)))]
  }
  if (!anchored && /^https?:\/\//i.test(text) && !bases.some((base) => overlaps(base, text))) {
    const message = `The pattern wants ${text}, which no link under ${bases[0]} holds.`
    return [finding(message, withoutOrigin(resolver.urlPattern))]
  }
  return []
}

const withoutOrigin = (pattern: string) => pattern.replace(/^https?:(\\?\/){2}(\\.|[\w.-])+/i, '') || '/'
const overlaps = (base: string, text: string) => base.startsWith(text) || text.startsWith(base)

/** What the pattern spells at its beginning. */
function leadingText(elements: readonly AST.Element[]) {
  let text = ''
  for (const element of elements) {
    if (element.type !== 'Character') break
    text += String.fromCodePoint(element.value)
  }
  return text
}

function captures(pattern: string, group: AST.CapturingGroup): Found[] {
  if (!group.name) return []
  const range = { start: group.start, end: group.end }
  const within = (text: string) =>
    `${pattern.slice(0, group.start)}(?<${group.name}>${text})${pattern.slice(group.end)}`
  const [element] = group.alternatives.length === 1 ? (group.alternatives[0]?.elements ?? []) : []
  const swallows = [...nodesOf(group)].some(
    (node) => node.type === 'Quantifier' && node.max > 20 && node.greedy && takes(node.element, '/'),
  )
  if (swallows)
    return [
      {
        rule: 'greedy',
        severity: 'warning',
        field: 'urlPattern',
        message: `The group ${group.name} takes as much as it can, the slashes of further path segments too.`,
        range,
        fix: { label: 'Stop at the next segment', change: { urlPattern: within('[^/?#]+') } },
      },
    ]
  const rest = pattern.slice(group.end)
  if (rest === '' && element?.type === 'Quantifier' && element.max !== Number.POSITIVE_INFINITY)
    return [
      {
        rule: 'cutShort',
        severity: 'warning',
        field: 'urlPattern',
        message: `Of a longer value the group ${group.name} takes the first ${element.max} characters, and leads to the wrong item.`,
        range,
        fix: { label: 'Ask for the end of the segment', change: { urlPattern: `${pattern}(?:[/?#]|$)` } },
      },
    ]
  return element?.type === 'Quantifier' && element.element.type === 'CharacterClass'
    ? oneCase(pattern, group.name, element.element, rest)
    : []
}

/** `[a-z]+` at the end of a pattern takes half of `Reset`, and nothing at all of `RESET`. */
function oneCase(pattern: string, name: string, node: AST.CharacterClass, rest: string): Found[] {
  const [lower, upper] = [/^[a-z]+$/.test('a') && takes(node, 'm'), takes(node, 'M')]
  if (lower === upper || node.negate || rest !== '') return []
  const added = lower ? 'A-Z' : 'a-z'
  const urlPattern = `${pattern.slice(0, node.start)}[${added}${node.raw.slice(1)}${pattern.slice(node.end)}`
  return [
    {
      rule: 'letterCase',
      severity: 'warning',
      field: 'urlPattern',
      message: `The group ${name} takes only ${lower ? 'small letters' : 'capitals'}, and patterns are compared by case.`,
      range: { start: node.start, end: node.end },
      fix: { label: 'Take both cases', change: { urlPattern } },
    },
  ]
}

function takes(element: AST.Node, char: string) {
  if (element.type !== 'CharacterClass' && element.type !== 'CharacterSet') return false
  return new RegExp(`^${element.raw}$`).test(char)
}

function trailing(pattern: string, { alternatives }: AST.Pattern): Found[] {
  const [only, ...more] = alternatives
  const elements = only?.elements ?? []
  const last = elements.at(-1)
  if (more.length > 0 || !last || elements.length < 2) return []
  const range = { start: last.start, end: last.end }
  const base = { rule: 'trailingSlash', severity: 'warning', field: 'urlPattern', range } as const
  if (last.type === 'Character' && last.raw === '/')
    return [
      {
        ...base,
        message: 'A link without the slash at its end does not match.',
        fix: {
          label: 'Take it with or without',
          change: { urlPattern: `${pattern.slice(0, -1)}(?:[/?#]|$)` },
        },
      },
    ]
  const before = elements.at(-2)
  if (last.type !== 'Assertion' || last.kind !== 'end' || (before && slashOptional(before.raw))) return []
  return [
    {
      ...base,
      message: 'A link with a slash, a query or a fragment at its end does not match.',
      fix: {
        label: 'Take what may follow',
        change: { urlPattern: `${pattern.slice(0, last.start)}(?:[/?#]|$)` },
      },
    },
  ]
}

const slashOptional = (raw: string) => /^(\/\?|\\\/\?|\(\?:.*\/.*\)\?)$/.test(raw)
