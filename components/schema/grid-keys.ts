import type { KeyboardEvent } from 'react'

/**
 * Arrow keys go from cell to cell where the control has no use for them; with Ctrl they always do. Enter in a
 * text goes down, as in a spreadsheet.
 */
export function moveInGrid(event: KeyboardEvent<HTMLElement>) {
  const from = event.target as HTMLElement
  const cell = from.closest('td')
  const row = cell?.closest('tr')
  if (!cell || !row || event.altKey || event.metaKey || event.shiftKey) return
  const step = stepOf(event, from)
  if (!step) return
  const target =
    step === 'left' || step === 'right'
      ? cell[step === 'left' ? 'previousElementSibling' : 'nextElementSibling']
      : row[step === 'up' ? 'previousElementSibling' : 'nextElementSibling']?.children[cell.cellIndex]
  const control = target?.querySelector<HTMLElement>('input, select, button')
  if (!control) return
  event.preventDefault()
  control.focus()
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
}

const arrows: Record<string, 'up' | 'down' | 'left' | 'right'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

function stepOf({ key, ctrlKey }: KeyboardEvent, from: HTMLElement) {
  const text = from instanceof HTMLInputElement && from.type === 'text'
  if (key === 'Enter' && text && !ctrlKey) return 'down'
  const arrow = arrows[key]
  if (!arrow || ctrlKey) return arrow
  if (from instanceof HTMLSelectElement) return arrow === 'left' || arrow === 'right' ? arrow : undefined
  if (!text || arrow === 'up' || arrow === 'down') return arrow
  const { selectionStart: start, selectionEnd: end, value } = from
  const whole = start === 0 && end === value.length
  const edge = arrow === 'left' ? 0 : value.length
  return whole || (start === edge && end === edge) ? arrow : undefined
}

/** Puts the focus on a cell, once it is drawn. */
export function focusCell(place: number, field: string) {
  requestAnimationFrame(() => {
    const cell = document.querySelector<HTMLElement>(`[data-place="${place}"][data-field="${field}"]`)
    cell?.focus()
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
}
