import { cardLimits, type JsonPath } from './read-card'

export interface CardProblem {
  severity: 'error' | 'warning'
  path: JsonPath
  message: string
}

type Members = Record<string, unknown>

/** What an element's members may hold: elements of the body, actions, or parts of one kind. */
type Holds = 'elements' | 'actions' | 'columns' | 'rows' | 'cells' | 'inlines' | 'images'

interface Kind {
  needs?: readonly string[]
  holds?: Record<string, Holds>
  /** The first version of the format that has it, when later than 1.0. */
  since?: number
}

const text = { needs: ['text'] }
const inputs = ['Text', 'Number', 'Date', 'Time', 'Toggle', 'ChoiceSet'].map((name) => `Input.${name}`)

/** https://adaptivecards.io/explorer: the element types that exist, and what each cannot do without. */
const elements: Record<string, Kind> = {
  TextBlock: text,
  RichTextBlock: { needs: ['inlines'], holds: { inlines: 'inlines' }, since: 1.2 },
  Image: { needs: ['url'] },
  ImageSet: { needs: ['images'], holds: { images: 'images' } },
  Media: { needs: ['sources'], since: 1.1 },
  Container: { needs: ['items'], holds: { items: 'elements' } },
  ColumnSet: { holds: { columns: 'columns' } },
  FactSet: { needs: ['facts'] },
  ActionSet: { needs: ['actions'], holds: { actions: 'actions' }, since: 1.2 },
  Table: { holds: { rows: 'rows' }, since: 1.5 },
  ...Object.fromEntries(inputs.map((name) => [name, { needs: ['id'] }])),
}
const actions: Record<string, Kind> = {
  'Action.OpenUrl': { needs: ['url'] },
  'Action.ShowCard': {},
  'Action.Submit': {},
  'Action.ToggleVisibility': { needs: ['targetElements'], since: 1.2 },
  'Action.Execute': { since: 1.4 },
}
const kinds: Record<Holds, { known: Record<string, Kind>; own: string; kind: Kind }> = {
  elements: { known: elements, own: '', kind: {} },
  images: { known: { Image: elements.Image ?? {} }, own: 'Image', kind: { needs: ['url'] } },
  actions: { known: actions, own: '', kind: {} },
  columns: { known: {}, own: 'Column', kind: { holds: { items: 'elements' } } },
  rows: { known: {}, own: 'TableRow', kind: { holds: { cells: 'cells' } } },
  cells: { known: {}, own: 'TableCell', kind: { needs: ['items'], holds: { items: 'elements' } } },
  inlines: { known: {}, own: 'TextRun', kind: text },
}

/** Microsoft's own page on layouts uses it: https://learn.microsoft.com/microsoftsearch/customize-results-layout */
const shownVersion = 1.3

/**
 * Whether a layout is an Adaptive Card. To a card that is none Graph answers 503, and a connection created with
 * one exists without it (docs/graph-contract.md#template-broken).
 */
export function checkCard(card: unknown): CardProblem[] {
  if (!isObject(card)) return [error([], 'A layout is an object: {"type": "AdaptiveCard", …}.')]
  const version = versionOf(card.version)
  const found: CardProblem[] = []
  if (card.type !== 'AdaptiveCard') found.push(error(['type'], 'Set "type" to "AdaptiveCard".'))
  if (version === null) found.push(error(['version'], 'Set "version" to "1.3".'))
  else if (version > shownVersion) found.push(warning(['version'], laterVersion(version)))
  if (!Array.isArray(card.body)) found.push(error(['body'], 'Give the card a "body": a list of elements.'))
  else if (card.body.length === 0)
    found.push(error(['body'], 'The body is empty, so the result would be too.'))
  found.push(...checkList(card.body, ['body'], 'elements', version))
  found.push(...checkList(card.actions, ['actions'], 'actions', version))
  return found
}

const laterVersion = (version: number) =>
  `Microsoft's examples for search use version ${shownVersion}; what is new in ${version} may not show.`

function checkList(list: unknown, path: JsonPath, holds: Holds, version: number | null): CardProblem[] {
  if (list === undefined || (path.length === 1 && path[0] === 'body' && !Array.isArray(list))) return []
  if (!Array.isArray(list)) return isBound(list) ? [] : [error(path, `"${path.at(-1)}" has to be a list.`)]
  return list.flatMap((entry, index) => checkElement(entry, [...path, index], holds, version))
}

function checkElement(value: unknown, path: JsonPath, holds: Holds, version: number | null): CardProblem[] {
  if (path.length > cardLimits.depth) return [error(path, 'This is nested too deep to be shown.')]
  const { known, own, kind: ownKind } = kinds[holds]
  if (holds === 'inlines' && typeof value === 'string') return []
  if (!isObject(value)) return isBound(value) ? [] : [error(path, 'An element is an object: {"type": "…"}.')]
  const type = value.type === undefined && own !== '' ? own : value.type
  if (typeof type !== 'string') return [error(path, 'An element needs a "type", such as "TextBlock".')]
  const kind = type === own ? ownKind : known[type]
  if (!kind) return [unknownType(type, path, Object.keys(known).concat(own || []), value)]

  const found: CardProblem[] = []
  for (const name of kind.needs ?? []) {
    if (value[name] === undefined) found.push(error(path, `${type} needs "${name}".`))
  }
  if (kind.since && version !== null && version < kind.since)
    found.push(warning([...path, 'type'], `${type} needs version ${kind.since}; this card says ${version}.`))
  if (type.startsWith('Input.') || type === 'Action.Submit' || type === 'Action.Execute')
    found.push(warning([...path, 'type'], `${type} has nobody to answer to in a search result.`))
  found.push(...checkUrl(value.url, [...path, 'url'], type))
  if (value.selectAction !== undefined)
    found.push(...checkElement(value.selectAction, [...path, 'selectAction'], 'actions', version))
  for (const [name, what] of Object.entries(kind.holds ?? {}))
    found.push(...checkList(value[name], [...path, name], what, version))
  return found
}

function unknownType(type: string, path: JsonPath, known: string[], value: Members): CardProblem {
  const near = known.find((name) => name.toLowerCase() === type.toLowerCase())
  const fix = near ? `Did you mean "${near}"?` : `Use one of ${known.join(', ')}.`
  const at = [...path, 'type']
  if (value.fallback !== undefined) return warning(at, `"${type}" is not known; its fallback is shown.`)
  return error(at, `"${type}" is not an element of Adaptive Cards here. ${fix}`)
}

function checkUrl(url: unknown, path: JsonPath, type: string): CardProblem[] {
  if (url === undefined || isBound(url)) return []
  if (typeof url !== 'string') return [error(path, 'An address is a text in quotes.')]
  if (type === 'Image' && url.startsWith('data:image/')) return []
  if (!URL.canParse(url)) return [error(path, 'An address is complete: https://….')]
  const { protocol } = new URL(url)
  if (protocol === 'https:' || protocol === 'mailto:') return []
  if (protocol === 'http:') return [warning(path, 'Use https: what is not encrypted may not be loaded.')]
  return [error(path, `An address cannot begin with "${protocol}". Use https.`)]
}

/** Put together from the item, so that only the item tells what it will be. */
const isBound = (value: unknown) => typeof value === 'string' && value.includes('${')
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function versionOf(version: unknown) {
  const [, major, minor] = typeof version === 'string' ? (/^(1)\.(\d)$/.exec(version) ?? []) : []
  return major && minor ? Number(`${major}.${minor}`) : null
}

const error = (path: JsonPath, message: string): CardProblem => ({ severity: 'error', path, message })
const warning = (path: JsonPath, message: string): CardProblem => ({ severity: 'warning', path, message })
