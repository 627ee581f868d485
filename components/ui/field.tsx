import type { ReactNode } from 'react'

export interface FieldProps {
  label: string
  /** The label is read out but not shown, as in a table's cell. */
  hideLabel?: boolean
  description?: ReactNode
  /** What is wrong and how to fix it; shown in place of the description and read with the field. */
  problem?: string | null
  optional?: boolean
}

/** Ids and ARIA attributes that tie a control to its label, description and problem. */
export const described = (id: string, { description, problem }: FieldProps) => ({
  'aria-invalid': problem ? true : undefined,
  'aria-describedby': problem ? `${id}-problem` : description ? `${id}-description` : undefined,
})

export function Field({
  id,
  label,
  hideLabel,
  description,
  problem,
  optional,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-medium'}>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children}
      {problem && (
        <p id={`${id}-problem`} className="text-sm text-bad">
          {problem}
        </p>
      )}
      {description && !problem && (
        <div id={`${id}-description`} className="text-sm text-muted">
          {description}
        </div>
      )}
    </div>
  )
}
