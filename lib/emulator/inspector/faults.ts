import type { ControlParts } from '../control/control'
import { html, json, table } from './html'
import { page } from './page'

export function faultsPage({ faults }: ControlParts) {
  const script = faults.list()
  const rows = script.faults.map(({ match, matched, met, ...rest }) => [
    html`<code>${match.method ?? 'any'} ${match.path ?? 'any path'}</code>`,
    json(rest),
    matched,
    met,
  ])
  const content = html`<h1>Faults</h1>
<p class="muted">What the script lets requests meet. Seed <code>${String(script.seed)}</code>.</p>
${
  rows.length === 0
    ? html`<p class="empty">None. POST a script to <code>/_emulator/faults</code> to arm some.</p>`
    : table('Faults', ['Requests', 'Fault', 'Matched', 'Met'], rows)
}`
  return page({ title: 'Faults', section: '/inspector/faults', content })
}
