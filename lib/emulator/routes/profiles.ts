import { malformed, missingRole } from '../kernel/errors'
import type { Ctx, Routes } from '../kernel/http'
import { composedProfile } from '../people/compose'
import { profileCollections } from '../people/person-properties'
import { profileAnswer } from '../people/profile-answer'
import { isObject, type Json } from '../rules/members'
import { contextOf } from './odata'
import { resourceNotFound, userOf } from './users'

type Chosen = Map<string, string[] | undefined>

function collectionNamed(word: string) {
  const name = profileCollections.find((one) => one.toLowerCase() === word.trim().toLowerCase())
  return name ?? (word.trim().toLowerCase() === 'id' ? 'id' : undefined)
}

/** `$select=skills,names` or `$expand=names($select=first,last)`; undefined when there is neither. */
function chosen({ query }: Ctx): Chosen | undefined {
  const parts = [...(query.get('$select')?.split(',') ?? []), ...splitExpand(query.get('$expand') ?? '')]
  const found: Chosen = new Map()
  for (const part of parts.filter((one) => one.trim() !== '' && one.trim() !== '*')) {
    const [, word = '', members] = /^\s*(\w+)\s*(?:\(\s*\$select=([\w,\s]+)\))?\s*$/i.exec(part) ?? []
    const name = collectionNamed(word)
    if (!name)
      throw malformed(`Parsing OData Select and Expand failed: Could not find a property named '${part}'.`)
    found.set(
      name,
      members?.split(',').map((member) => member.trim()),
    )
  }
  return found.size > 0 ? found : undefined
}

/** User.Read is for one's own profile. */
function demandReach({ caller }: Ctx, userId: string) {
  const wide = ['User.ReadBasic.All', 'User.Read.All'].some((name) => caller.permissions.has(name))
  if (wide || caller.userId?.toLowerCase() === userId) return
  throw missingRole().because('The token reaches the profile of its own user only.')
}

/** At commas that no parenthesis holds. */
const splitExpand = (text: string) => text.split(/,(?![^(]*\))/)

function answerProfile(ctx: Ctx, key: string, place: string) {
  const profile = composedProfile(ctx.tenant, key)
  if (!profile) throw resourceNotFound(key)
  const answer = profileAnswer(profile)
  const wanted = chosen(ctx)
  const shown = wanted ? pick(answer, wanted) : answer
  return { status: 200, body: { '@odata.context': contextOf(ctx, `${place}/profile/$entity`), ...shown } }
}

function pick(answer: Json, wanted: Chosen): Json {
  const picked: Json = { id: answer.id }
  for (const [name, members] of wanted) {
    const values = answer[name]
    picked[name] =
      members && Array.isArray(values)
        ? values.map((value) => only(isObject(value) ? value : {}, members))
        : values
  }
  return picked
}

const only = (value: Json, members: string[]) =>
  Object.fromEntries(
    Object.entries(value).filter(([name]) => members.some((one) => one.toLowerCase() === name.toLowerCase())),
  )

export const profileRoutes: Routes = {
  'GET /users/:userId/profile': (ctx) => {
    const key = ctx.param('userId')
    demandReach(ctx, userOf(ctx, key).id)
    return answerProfile(ctx, key, `users('${encodeURIComponent(key)}')`)
  },

  'GET /me/profile': (ctx) => answerProfile(ctx, ctx.caller.userId ?? '', 'me'),
}
