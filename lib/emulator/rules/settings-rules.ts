import { binaryOperators, ruleOperations } from './enums'
import { isObject, type Json, readEnum, readList, readMembers, readText } from './members'
import { refuse } from './refusal'

const namespace = 'microsoft.graph.externalConnectors'
const maxTemplates = 2
const maxResolvers = 8

function readInteger(value: unknown, target: string, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  return refuse(`'${target}' has to be a whole number from ${min} to ${max}.`, target)
}

function readRule(value: unknown, target: string): Json {
  const names = ['property', 'operation', 'values', 'valuesJoinedBy'] as const
  const sent = readMembers(value, `${namespace}.propertyRule`, names)
  for (const name of names) {
    if (sent[name] === undefined || sent[name] === null) refuse(`'${target}' lacks '${name}'.`, target)
  }
  const values = readList(sent.values, `${target}.values`, readText)
  if (values.length === 0) refuse(`'${target}.values' is empty.`, target)
  return {
    property: readText(sent.property, `${target}.property`),
    operation: readEnum(ruleOperations, sent.operation, `${target}.operation`),
    values,
    valuesJoinedBy: readEnum(binaryOperators, sent.valuesJoinedBy, `${target}.valuesJoinedBy`),
  }
}

function readTemplate(value: unknown, target: string): Json {
  const sent = readMembers(value, `${namespace}.displayTemplate`, ['id', 'layout', 'priority', 'rules'])
  const id = readText(sent.id, `${target}.id`)
  if (!/^[A-Za-z0-9]{1,16}$/.test(id)) refuse(`'${target}.id' has to be 1 to 16 letters and digits.`, target)
  if (!isObject(sent.layout)) refuse(`'${target}.layout' has to be an Adaptive Card.`, target)
  return {
    id,
    priority: readInteger(sent.priority, `${target}.priority`, 1, 2 ** 31 - 1),
    layout: sent.layout,
    rules:
      sent.rules === undefined || sent.rules === null
        ? []
        : readList(sent.rules, `${target}.rules`, readRule),
  }
}

export function readSearchSettings(value: unknown): Json | null {
  if (value === null) return null
  const sent = readMembers(value, `${namespace}.searchSettings`, ['searchResultTemplates'])
  const templates = readList(sent.searchResultTemplates ?? [], 'searchResultTemplates', readTemplate)
  if (templates.length > maxTemplates) {
    refuse(`A connection has at most ${maxTemplates} search result templates.`, 'searchResultTemplates')
  }
  return { searchResultTemplates: templates }
}

export function readComplianceSettings(value: unknown): Json | null {
  if (value === null) return null
  const sent = readMembers(value, `${namespace}.complianceSettings`, ['eDiscoveryResultTemplates'])
  const templates = readList(sent.eDiscoveryResultTemplates ?? [], 'eDiscoveryResultTemplates', readTemplate)
  return { eDiscoveryResultTemplates: templates }
}

/** What the known-issues page calls a broken card: the create answers 503, the connection exists. */
export function hasBrokenCard(searchSettings: Json | null | undefined): boolean {
  const templates = (searchSettings?.searchResultTemplates ?? []) as { layout: Json }[]
  return templates.some(({ layout }) => layout.type !== 'AdaptiveCard' || !Array.isArray(layout.body ?? []))
}

function readResolver(value: unknown, target: string): Json {
  const sent = readMembers(value, `${namespace}.itemIdResolver`, ['priority', 'itemId', 'urlMatchInfo'])
  const kind = isObject(value) ? value['@odata.type'] : undefined
  // The type of the collection is abstract, so that each resolver has to say what it is
  // (docs/graph-contract.md#resolver-type).
  if (typeof kind !== 'string' || kind.replace(/^#/, '') !== `${namespace}.itemIdResolver`) {
    refuse(`'${target}' needs '@odata.type': '#${namespace}.itemIdResolver'.`, target)
  }
  const match = readMembers(sent.urlMatchInfo, `${namespace}.urlMatchInfo`, ['baseUrls', 'urlPattern'])
  const urlPattern = readText(match.urlPattern, `${target}.urlPattern`)
  try {
    new RegExp(urlPattern)
  } catch {
    refuse(`'${target}.urlPattern' is not a regular expression.`, target)
  }
  return {
    '@odata.type': `#${namespace}.itemIdResolver`,
    priority: readInteger(sent.priority, `${target}.priority`, 1, maxResolvers),
    itemId: readText(sent.itemId, `${target}.itemId`),
    urlMatchInfo: { baseUrls: readList(match.baseUrls, `${target}.baseUrls`, readText), urlPattern },
  }
}

export function readActivitySettings(value: unknown): Json | null {
  if (value === null) return null
  const sent = readMembers(value, `${namespace}.activitySettings`, ['urlToItemResolvers'])
  const resolvers = readList(sent.urlToItemResolvers ?? [], 'urlToItemResolvers', readResolver)
  if (resolvers.length > maxResolvers) {
    refuse(`A connection has at most ${maxResolvers} URL resolvers.`, 'urlToItemResolvers')
  }
  return { urlToItemResolvers: resolvers }
}
