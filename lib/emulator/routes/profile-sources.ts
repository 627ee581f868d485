import { GraphError, itemNotFound, nameConflict } from '../kernel/errors'
import type { Ctx, Routes } from '../kernel/http'
import {
  entraSourceId,
  newProfileSource,
  type ProfileSource,
  readProfileSource,
} from '../rules/profile-rules'
import { refuse } from '../rules/refusal'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { checked } from './checked'
import { collection, entity } from './odata'

const path = '/admin/people/profileSources'
const shape = {
  context: 'admin/people/profileSources',
  members: ['id', 'sourceId', 'displayName', 'kind', 'webUrl', 'localizations'],
}

type Row = { id: string; body: string }

const parse = ({ id, body }: Row): ProfileSource => ({
  id,
  ...(JSON.parse(body) as Omit<ProfileSource, 'id'>),
})

export const listProfileSources = ({ store }: Tenant) =>
  store.all<Row>('select id, body from profileSources order by createdAt, rowid').map(parse)

/** By source id, or by the id that Graph gave it. */
function findSource(ctx: Ctx): ProfileSource {
  const row = ctx.tenant.store.get<Row>(
    'select id, body from profileSources where sourceId = ?1 or id = ?1',
    ctx.param('sourceId'),
  )
  if (!row) throw itemNotFound('ProfileSource')
  return parse(row)
}

/** A source that may be changed. That the built-in one may not is documented, how it is refused is not. */
function ownSource(ctx: Ctx): ProfileSource {
  const source = findSource(ctx)
  if (source.sourceId !== entraSourceId) return source
  const status = rulesOf(ctx.tenant.settings).builtInSourceStatus
  throw new GraphError(status, 'AccessDenied', 'The built-in profile source cannot be changed or deleted.')
}

export const profileSourceRoutes: Routes = {
  [`GET ${path}`]: (ctx) => collection(ctx, path, shape, listProfileSources(ctx.tenant)),

  [`POST ${path}`]: (ctx) => {
    const { store, now } = ctx.tenant
    const source = checked('ProfileSource', () =>
      newProfileSource(ctx.body, crypto.randomUUID(), rulesOf(ctx.tenant.settings)),
    )
    const taken = store.get('select 1 from profileSources where sourceId = ?', source.sourceId)
    if (taken) {
      const message = `A profile source with the sourceId '${source.sourceId}' already exists.`
      throw nameConflict(message, { code: 'ProfileSourceAlreadyExists', source: 'ProfileSource', message })
    }
    store.run(
      'insert into profileSources (sourceId, id, body, createdAt) values (?, ?, ?, ?)',
      source.sourceId,
      source.id,
      JSON.stringify(source),
      now(),
    )
    return { ...entity(ctx, shape, source), status: 201 }
  },

  [`GET ${path}/:sourceId`]: (ctx) => entity(ctx, shape, findSource(ctx)),

  [`PATCH ${path}/:sourceId`]: (ctx) => {
    const stored = ownSource(ctx)
    const changed = checked('ProfileSource', () => {
      const sent = readProfileSource(ctx.body)
      if (sent.sourceId !== undefined && sent.sourceId !== stored.sourceId) {
        refuse('The sourceId of a profile source cannot be changed.', 'sourceId')
      }
      return { ...stored, ...sent }
    })
    ctx.tenant.store.run(
      'update profileSources set body = ? where id = ?',
      JSON.stringify(changed),
      stored.id,
    )
    return entity(ctx, shape, changed)
  },

  [`DELETE ${path}/:sourceId`]: (ctx) => {
    ctx.tenant.store.run('delete from profileSources where id = ?', ownSource(ctx).id)
    return { status: 204 }
  },
}
