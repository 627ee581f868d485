'use client'

import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { bindingsOf, searchSnippet } from '@/lib/model/results/bindings'
import { readCardText } from '@/lib/model/results/read-card'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

/** The properties that a layout asks for, and what the item has for each. */
export function ItemValues({
  layout,
  schema,
  item,
}: {
  layout: string
  schema: ConnectorSchema
  item: Record<string, unknown>
}) {
  const { value, problem } = readCardText(layout)
  const names = problem ? [] : [...new Set(bindingsOf(value).map(({ name }) => name))]
  if (names.length === 0) return null
  return (
    <Card title="Properties of the layout" bare>
      <Table label="Properties of the layout">
        <TableHead columns={['Property', 'State', 'In this item']} />
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <td className="font-mono text-sm">{name}</td>
              <td>
                <State name={name} schema={schema} missing={!(name in item)} />
              </td>
              <td className="max-w-72 truncate text-sm text-muted">{textOf(item[name])}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function State({ name, schema, missing }: { name: string; schema: ConnectorSchema; missing: boolean }) {
  const property = schema.properties.find((one) => one.name === name)
  if (!property)
    return name === searchSnippet ? <Chip tone="warn">From search</Chip> : <Chip tone="bad">Unknown</Chip>
  if (!property.isRetrievable) return <Chip tone="bad">Not retrievable</Chip>
  if (missing) return <Chip tone="warn">Missing</Chip>
  return <Chip tone="ok">There</Chip>
}

const textOf = (value: unknown) =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
