import type { ControlParts } from '../control/control'
import { writeJson } from '../kernel/exact-json'
import { composedProfile } from '../people/compose'
import { listIgnored } from '../routes/ignored-values'
import { listProfileSettings } from '../routes/profile-settings'
import { findUser, listUsers } from '../routes/user-store'
import { entraSourceId } from '../rules/profile-rules'
import { chip, html, json, muted, table } from './html'
import { notThere, page } from './page'

export function profilesPage({ tenant }: ControlParts) {
  const [setting] = listProfileSettings(tenant)
  const ignored = listIgnored(tenant, 200)
  const people = listUsers(tenant)
  const content = html`<h1>Profiles</h1>
<p class="muted">What people connections say of whom, in the order of the sources.</p>
<h2>Order of the sources</h2>
${setting ? html`<ol>${setting.prioritizedSourceUrls.map((url) => html`<li><code>${url}</code></li>`)}</ol>` : html`<p class="empty">None.</p>`}
<h2>Ignored values</h2>
${
  ignored.length === 0
    ? html`<p class="empty">None. Graph drops what it cannot use without a word; here it would be listed.</p>`
    : table(
        'Ignored values',
        ['Item', 'Property', 'Why', 'Value'],
        ignored.map(({ connectionId, itemId, property, reason, value }) => [
          itemLink(connectionId, itemId),
          property,
          reason,
          value ? html`<span class="path text">${value}</span>` : muted('none'),
        ]),
      )
}
<h2>People</h2>
${table(
  'People',
  ['Account', 'Name', 'Mailbox'],
  people.map(({ id, userPrincipalName, displayName, mail }) => [
    html`<a href="/inspector/profiles/${id}">${userPrincipalName}</a>`,
    String(displayName),
    mail ?? muted('none'),
  ]),
)}`
  return page({ title: 'Profiles', section: '/inspector/profiles', content })
}

export function profilePage({ tenant }: ControlParts, id: string) {
  const user = findUser(tenant, id)
  const profile = composedProfile(tenant, id)
  if (!user || !profile) return notThere(`user ${id}`)
  const values = Object.entries(profile.collections).flatMap(([collection, all]) =>
    all.map((one) => [
      collection,
      json(one.value),
      one.sourceId === entraSourceId ? muted('directory') : one.sourceId,
      one.itemId === null ? muted('none') : itemLink(one.sourceId, one.itemId),
      one.shown ? chip('shown', 'good') : chip('another one wins'),
    ]),
  )
  const content = html`<p class="trail"><a href="/inspector/profiles">Profiles</a></p>
<h1>${String(user.displayName)}</h1><p class="muted">${user.userPrincipalName}</p>
<h2>Composed profile</h2>
${table('Composed profile', ['Part', 'Value', 'Source', 'Item', 'Seen'], values)}
${
  profile.customProperties.length > 0 &&
  html`<h2>Custom properties</h2>${table(
    'Custom properties',
    ['Property', 'Value', 'Source', 'Item'],
    profile.customProperties.map(({ name, value, sourceId, itemId }) => [
      html`<code>${name}</code>`,
      html`<span class="path text">${typeof value === 'string' ? value : writeJson(value)}</span>`,
      sourceId,
      itemLink(sourceId, itemId),
    ]),
  )}`
}
<h2>Ignored values</h2>
${
  profile.ignored.length === 0
    ? html`<p class="empty">None.</p>`
    : table(
        'Ignored values',
        ['Item', 'Property', 'Why', 'Value'],
        profile.ignored.map(({ connectionId, itemId, property, reason, value }) => [
          itemLink(connectionId, itemId),
          property || muted('the whole item'),
          reason,
          value ? html`<span class="path text">${value}</span>` : muted('none'),
        ]),
      )
}
<h2>In the directory</h2>${json(user)}`
  return page({ title: String(user.displayName), section: '/inspector/profiles', content })
}

function itemLink(connectionId: string, itemId: string) {
  const path = `/inspector/connections/${encodeURIComponent(connectionId)}/items/${encodeURIComponent(itemId)}`
  return html`<a href="${path}">${connectionId}/${itemId}</a>`
}
