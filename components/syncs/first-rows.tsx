import { Table } from '@/components/ui/table'
import { fieldAt, textOf } from '@/lib/model/mapping/field-value'
import type { FileRow } from './preview'

const most = { rows: 5, columns: 30, characters: 80 }

/** The first rows as they were read. */
export function FirstRows({ columns, rows }: { columns: string[]; rows: FileRow[] }) {
  const shown = columns.slice(0, most.columns)
  const left = columns.length - shown.length
  return (
    <div className="grid gap-1">
      <Table label="First rows" lines>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {shown.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most.rows).map(({ row, values, problem }) => (
            <tr key={row}>
              <td className="num">{row}</td>
              {problem ? (
                <td colSpan={shown.length} className="text-bad">
                  {problem.message}
                </td>
              ) : (
                shown.map((column) => {
                  const value = fieldAt(values, column)
                  return (
                    <td key={column} className="whitespace-nowrap">
                      {value === undefined ? '' : short(textOf(value))}
                    </td>
                  )
                })
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      {left > 0 && <p className="text-sm text-muted">And {left} more columns.</p>}
    </div>
  )
}

const short = (text: string) =>
  text.length > most.characters ? `${text.slice(0, most.characters - 1)}…` : text
