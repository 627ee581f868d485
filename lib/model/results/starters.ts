import type { ConnectorSchema } from '../schema/schema'
import { templateLimits } from './limits'
import type { TemplateDraft } from './template'

type Element = Record<string, unknown>

/** What a layout can show of this schema. Labels say which property is which; without one, names must do. */
function parts(schema: ConnectorSchema) {
  const shown = schema.properties.filter(({ isRetrievable }) => isRetrievable)
  const labelled = (label: string) => shown.find(({ labels }) => labels?.includes(label))?.name
  const texts = shown.filter(({ type }) => type === 'string')
  const title = labelled('title') ?? texts.find(({ name }) => /title|name|subject/i.test(name))?.name
  const url = labelled('url')
  const icon = labelled('iconUrl')
  const used = new Set([
    title,
    url,
    icon,
    ...texts.map(({ name }) => name).filter((name) => /id$/i.test(name)),
  ])
  const rest = shown.filter(({ name }) => !used.has(name))
  const text =
    texts.find(({ name }) => !used.has(name) && /description|summary|text|body/i.test(name))?.name ??
    rest.find(({ type, labels }) => type === 'string' && !labels?.length)?.name
  const by = labelled('lastModifiedBy') ?? labelled('createdBy') ?? labelled('assignedToPeople')
  return { title: title ?? texts[0]?.name, url, icon, text, by, rest: rest.map(({ name }) => name) }
}

const bound = (name: string) => `\${${name}}`

/** The card of a starter, with the properties of this schema in it. */
export function starterCard(id: string, schema: ConnectorSchema): Element {
  const { title, url, icon, text, by, rest } = parts(schema)
  const heading: Element = {
    type: 'TextBlock',
    text: title ? (url ? `[${bound(title)}](${bound(url)})` : bound(title)) : 'Title',
    weight: 'Bolder',
    size: 'Medium',
    color: 'Accent',
    wrap: true,
    maxLines: 2,
  }
  const line: Element[] = text
    ? [{ type: 'TextBlock', $when: `\${${text} != null}`, text: bound(text), wrap: true, maxLines: 2 }]
    : []
  const author: Element[] = by
    ? [
        {
          type: 'TextBlock',
          $when: `\${${by} != null}`,
          text: bound(by),
          isSubtle: true,
          size: 'Small',
          spacing: 'Small',
        },
      ]
    : []
  const facts = rest.slice(0, 4).map((name) => ({ title: name, value: bound(name) }))
  const bodies: Record<string, Element[]> = {
    titleAndText: [heading, ...line],
    iconAndDetails: [
      {
        type: 'ColumnSet',
        columns: [
          ...(icon
            ? [
                {
                  type: 'Column',
                  width: 'auto',
                  items: [{ type: 'Image', url: bound(icon), size: 'Small', altText: '' }],
                },
              ]
            : []),
          { type: 'Column', width: 'stretch', items: [heading, ...line, ...author] },
        ],
      },
    ],
    facts: [heading, ...(facts.length > 0 ? [{ type: 'FactSet', facts }] : line)],
  }
  return {
    type: 'AdaptiveCard',
    version: '1.3',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    body: bodies[id] ?? [heading],
  }
}

/** A new template from a starter, with an id and a priority that are free. */
export function startTemplate(
  starter: string,
  schema: ConnectorSchema,
  others: readonly TemplateDraft[],
): TemplateDraft {
  const taken = new Set(others.map(({ id }) => id.toLowerCase()))
  const ids = [starter, ...Array.from({ length: 9 }, (_, index) => `${starter}${index + 2}`)]
  const id = ids
    .map((name) => name.slice(0, templateLimits.idLength))
    .find((name) => !taken.has(name.toLowerCase()))
  const priority = Math.max(0, ...others.map((other) => other.priority ?? 0)) + 1
  const layout = JSON.stringify(starterCard(starter, schema), null, 2)
  return { from: null, id: id ?? '', priority, rules: [], layout }
}
