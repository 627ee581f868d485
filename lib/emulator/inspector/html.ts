import { writeJson } from '../kernel/exact-json'
/** Markup that is safe to send. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | null | undefined | false | Value[]

/** Markup in which every value is escaped, unless it is markup already. Nothing stands for null, undefined, false. */
export function html(parts: TemplateStringsArray, ...values: Value[]) {
  return new Html(parts.reduce((text, part, index) => text + textOf(values[index - 1]) + part))
}

function textOf(value: Value): string {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(textOf).join('')
  if (value === null || value === undefined || value === false) return ''
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A table that scrolls by itself in a narrow window, so that the page does not. */
export function table(caption: string, heads: string[], rows: Value[][]) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption class="hidden">${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`
}

export function facts(pairs: [string, Value][]) {
  return html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value || html`<span class="muted">none</span>`}</dd></div>`)}</dl>`
}

export const muted = (text: string) => html`<span class="muted">${text}</span>`

export function timeOf(time: string | number) {
  const iso = new Date(time).toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`
}

const good = ['ready', 'completed', 'grant']
const bad = ['failed', 'obsolete', 'limitExceeded', 'deny']

export function chip(text: string, tone = good.includes(text) ? 'good' : bad.includes(text) ? 'bad' : '') {
  return html`<span class="chip ${tone}">${text}</span>`
}

/** A value as indented JSON. */
export const json = (value: unknown) =>
  html`<pre tabindex="0">${typeof value === 'string' ? value : writeJson(value, 2)}</pre>`
