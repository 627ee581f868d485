import { Chip, type Tone } from '@/components/ui/chip'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { PartResult, PartRow } from '@/lib/model/items/compare'

export const partColumns = ['Part', 'Source now', 'Sent', 'Graph holds', 'Result'] as const

const results: Record<PartResult, { tone: Tone; word: string }> = {
  same: { tone: 'ok', word: 'Same' },
  sourceIsNewer: { tone: 'warn', word: 'Source is newer' },
  notFromHere: { tone: 'bad', word: 'Not from here' },
  unknown: { tone: 'info', word: 'Not known' },
}

/** An item part by part, differences first. */
export function PartTable({ parts, masked }: { parts: readonly PartRow[]; masked: boolean }) {
  return (
    <Table label="Source, sent, held">
      <TableHead columns={masked ? ['Part', 'Result'] : partColumns} />
      <tbody>
        {parts.map(({ name, source, sent, held, result }) => (
          <tr key={name} className="align-top">
            <th scope="row" className="text-left font-medium whitespace-nowrap">
              {name}
            </th>
            {!masked &&
              ([source, sent, held] as const).map((value, side) => (
                <td key={partColumns[side + 1]} className="min-w-44">
                  <Value text={value} before={side === 0 ? undefined : [source, sent][side - 1]} />
                </td>
              ))}
            <td>
              <Chip tone={results[result].tone}>{results[result].word}</Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const longest = 2_000

/** A value as JSON; the same as in the column before, it is grey. */
function Value({ text, before }: { text?: string; before?: string }) {
  if (text === undefined) return <span className="text-faint">–</span>
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text
  return (
    <span
      className={`line-clamp-6 font-mono text-sm [overflow-wrap:anywhere] ${text === before ? 'text-muted' : ''}`}
    >
      {shown}
    </span>
  )
}
