import { numberText } from '@/lib/model/number-text'

/** A number in a table; zero is faint, and what went wrong stands out. */
export function CountCell({ value, bad = false }: { value: number; bad?: boolean }) {
  const tone = value === 0 ? 'text-faint' : bad ? 'text-bad' : ''
  return <td className={`num ${tone}`}>{numberText(value)}</td>
}
