import { itemNotFound, nameConflict } from '../kernel/errors'
import type { Ctx, Handler, Routes } from '../kernel/http'
import { type ProfileSetting, readProfileSetting, withEntraSource } from '../rules/profile-rules'
import { refuse } from '../rules/refusal'
import type { Tenant } from '../store/tenant'
import { checked } from './checked'
import { collection, entity } from './odata'

const path = '/admin/people/profilePropertySettings'
const shape = {
  context: 'admin/people/profilePropertySettings',
  members: ['id', 'name', 'displayName', 'prioritizedSourceUrls'],
}

type Row = { id: string; body: string }

const parse = ({ id, body }: Row): ProfileSetting => ({
  id,
  ...(JSON.parse(body) as Omit<ProfileSetting, 'id'>),
})

export const listProfileSettings = ({ store }: Tenant) =>
  store.all<Row>('select id, body from profileSettings order by createdAt, rowid').map(parse)

function findSetting(ctx: Ctx): ProfileSetting {
  const id = ctx.param('settingId').toLowerCase()
  const row = ctx.tenant.store.get<Row>('select id, body from profileSettings where id = ?', id)
  if (!row) throw itemNotFound('ProfilePropertySetting')
  return parse(row)
}

const deleteSetting: Handler = (ctx) => {
  ctx.tenant.store.run('delete from profileSettings where id = ?', findSetting(ctx).id)
  return { status: 204 }
}

export const profileSettingRoutes: Routes = {
  [`GET ${path}`]: (ctx) => collection(ctx, path, shape, listProfileSettings(ctx.tenant)),

  [`POST ${path}`]: (ctx) => {
    const { tenant } = ctx
    const { name = null, displayName = null, urls } = checked('ProfileSource', () => readUrls(ctx.body))
    // The one without a name is the global setting, and there is only one
    // (docs/graph-contract.md#setting-global).
    const taken = listProfileSettings(tenant).some((other) => (other.name || null) === (name || null))
    if (taken) throw nameConflict('A profile property setting with this name already exists.')
    const prioritizedSourceUrls = withEntraSource(urls, 'append') ?? urls
    const setting = { id: crypto.randomUUID(), name, displayName, prioritizedSourceUrls }
    tenant.store.run(
      'insert into profileSettings (id, body, createdAt) values (?, ?, ?)',
      setting.id,
      JSON.stringify(setting),
      tenant.now(),
    )
    return { ...entity(ctx, shape, setting), status: 201 }
  },

  [`GET ${path}/:settingId`]: (ctx) => entity(ctx, shape, findSetting(ctx)),

  [`PATCH ${path}/:settingId`]: (ctx) => {
    const { store, settings } = ctx.tenant
    const stored = findSetting(ctx)
    const { urls, ...names } = checked('ProfileSource', () => readUrls(ctx.body))
    const prioritizedSourceUrls = withEntraSource(urls, settings.entraSourceMissing)
    // Seen in the field: a list without the directory is answered 200 and dropped as a whole.
    if (!prioritizedSourceUrls) return entity(ctx, shape, stored)
    const changed = { ...stored, ...names, prioritizedSourceUrls }
    store.run('update profileSettings set body = ? where id = ?', JSON.stringify(changed), stored.id)
    return entity(ctx, shape, changed)
  },

  [`DELETE ${path}/:settingId`]: deleteSetting,
  // The page's request line ends so, its example does not.
  [`DELETE ${path}/:settingId/$ref`]: deleteSetting,
}

function readUrls(body: unknown) {
  const { prioritizedSourceUrls: urls, ...names } = readProfileSetting(body)
  return { ...names, urls: urls ?? refuse("'prioritizedSourceUrls' is required.", 'prioritizedSourceUrls') }
}
