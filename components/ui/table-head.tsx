/** A column by its name. `num` is one of numbers; `spoken` is read out but not shown, as over buttons. */
type Column = string | { name: string; num?: true; spoken?: true; className?: string }

/** The head of a table. A column that is false is left out. */
export function TableHead({ columns }: { columns: readonly (Column | false | undefined)[] }) {
  return (
    <thead>
      <tr>
        {columns
          .filter((column) => column !== false && column !== undefined)
          .map((column) => (typeof column === 'string' ? { name: column } : column))
          .map(({ name, num, spoken, className }: Exclude<Column, string>) => (
            <th key={name} scope="col" className={num ? 'num' : className}>
              {spoken ? <span className="sr-only">{name}</span> : name}
            </th>
          ))}
      </tr>
    </thead>
  )
}

/** Columns of numbers. */
export const numbers = (...names: string[]) => names.map((name) => ({ name, num: true as const }))
