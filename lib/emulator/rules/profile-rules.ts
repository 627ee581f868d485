import { defaultSwitches, type Switches } from '../switches/switches'
import { isObject, readList, readMembers, readText } from './members'
import { refuse } from './refusal'

type Localization = { displayName: string | null; webUrl: string | null; languageTag: string | null }

export type ProfileSource = {
  id: string
  sourceId: string
  displayName: string | null
  kind: string | null
  webUrl: string | null
  localizations: Localization[]
}

export type ProfileSetting = {
  id: string
  name: string | null
  displayName: string | null
  prioritizedSourceUrls: string[]
}

/** The source that every tenant has: its directory. It cannot be changed or removed. */
export const entraSourceId = '4ce763dd-9214-4eff-af7c-da491cc3782d'
const entraSourceUrl = `https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='${entraSourceId}')`

function readUrl(value: unknown, target: string, schemes: string[]): string {
  const text = readText(value, target)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !schemes.includes(url.protocol)) {
    refuse(`'${target}' has to be a URL that begins with ${schemes[0]}//.`, target)
  }
  return text
}

function readLocalization(value: unknown, target: string): Localization {
  const names = ['displayName', 'webUrl', 'languageTag'] as const
  const sent = readMembers(value, 'microsoft.graph.profileSourceLocalization', names)
  return {
    displayName: sent.displayName == null ? null : readText(sent.displayName, `${target}.displayName`),
    // Microsoft's own examples use http here.
    webUrl: sent.webUrl == null ? null : readUrl(sent.webUrl, `${target}.webUrl`, ['https:', 'http:']),
    languageTag: sent.languageTag == null ? null : readText(sent.languageTag, `${target}.languageTag`),
  }
}

/** What a request says about a profile source; absent where it says nothing. */
export function readProfileSource(body: unknown): Partial<Omit<ProfileSource, 'id'>> {
  const names = ['id', 'sourceId', 'displayName', 'kind', 'webUrl', 'localizations'] as const
  const sent = readMembers(body, 'microsoft.graph.profileSource', names)
  const read: Partial<Omit<ProfileSource, 'id'>> = {}
  if (sent.sourceId !== undefined) read.sourceId = readText(sent.sourceId, 'sourceId')
  if (sent.displayName !== undefined) {
    read.displayName = sent.displayName === null ? null : readText(sent.displayName, 'displayName')
  }
  if (sent.kind !== undefined) read.kind = sent.kind === null ? null : readText(sent.kind, 'kind')
  if (sent.webUrl !== undefined) read.webUrl = readUrl(sent.webUrl, 'webUrl', ['https:'])
  if (sent.localizations !== undefined && sent.localizations !== null) {
    read.localizations = readList(sent.localizations, 'localizations', readLocalization)
  }
  return read
}

/** A source that can be created: the documentation does not say what is required, the examples send these. */
export function newProfileSource(
  body: unknown,
  id: string,
  rules: Switches = defaultSwitches,
): ProfileSource {
  const { sourceId, displayName, kind, webUrl, localizations } = readProfileSource(body)
  if (!sourceId) refuse("'sourceId' is required.", 'sourceId')
  const complete = rules.profileSourceMembers === 'required'
  if (complete && !displayName) refuse("'displayName' is required.", 'displayName')
  if (complete && !webUrl) refuse("'webUrl' is required.", 'webUrl')
  return {
    id,
    sourceId,
    displayName: displayName ?? null,
    kind: kind ?? null,
    webUrl: webUrl ?? null,
    localizations: localizations ?? [],
  }
}

export function readProfileSetting(body: unknown): Partial<Omit<ProfileSetting, 'id'>> {
  if (!isObject(body)) refuse('The body has to be a JSON object.')
  const names = ['id', 'name', 'displayName', 'prioritizedSourceUrls'] as const
  const sent = readMembers(body, 'microsoft.graph.profilePropertySetting', names)
  const read: Partial<Omit<ProfileSetting, 'id'>> = {}
  if (sent.name !== undefined) read.name = sent.name === null ? null : readText(sent.name, 'name')
  if (sent.displayName !== undefined) {
    read.displayName = sent.displayName === null ? null : readText(sent.displayName, 'displayName')
  }
  if (sent.prioritizedSourceUrls !== undefined) {
    read.prioritizedSourceUrls = readList(sent.prioritizedSourceUrls, 'prioritizedSourceUrls', readText)
  }
  return read
}

/** Older guides name the directory by its sign-in host (docs/graph-contract.md#setting-urls). */
const namesEntra = (url: string) =>
  url.toLowerCase().includes(entraSourceId) || /^https:\/\/login\.microsoftonline\.com\/?$/i.test(url)

/** Undefined when the list leaves the directory out and the service therefore drops the whole change. */
export function withEntraSource(urls: string[], whenMissing: 'append' | 'revert'): string[] | undefined {
  if (urls.some(namesEntra)) return urls
  return whenMissing === 'append' ? [...urls, entraSourceUrl] : undefined
}
