import type { Switch } from './switch'

export const peopleSwitches = [
  {
    name: 'entraSourceMissing',
    values: ['append', 'revert'],
    default: 'append',
    contract: 'setting-entra',
    text: 'The Entra source is appended to a prioritized list that lacks it, or the whole change is dropped.',
  },
  {
    name: 'builtInSourceStatus',
    values: [403, 400, 404],
    default: 403,
    contract: 'profile-source-entra-status',
    text: 'Changing the built-in profile source is answered with this status.',
  },
  {
    name: 'profileSourceMembers',
    values: ['required', 'optional'],
    default: 'required',
    contract: 'profile-source-members',
    text: 'A profile source needs a display name and a web page.',
  },
  {
    name: 'lateProfileSource',
    values: ['ignore', 'accept'],
    default: 'ignore',
    contract: 'profile-source-late',
    text: 'People items that were written before their profile source was registered never reach a profile.',
  },
  {
    name: 'unlistedProfileSource',
    values: ['last', 'ignore'],
    default: 'last',
    contract: 'setting-unlisted',
    text: 'A registered profile source that the prioritized list leaves out comes last in profiles.',
  },
  {
    name: 'previewPeople',
    values: ['accept', 'ignore'],
    default: 'accept',
    contract: 'people-preview',
    text: 'A schema with the property names of the preview makes a people connection.',
  },
  {
    name: 'peopleInSearch',
    values: ['hidden', 'shown'],
    default: 'hidden',
    contract: 'people-search',
    text: 'Items of people connections are not found by search.',
  },
] as const satisfies readonly Switch[]
