'use client'

import { Search } from 'lucide-react'
import { useEffect } from 'react'
import { useEarlyInput } from './use-early-input'

// Not a checkbox or a radio button: a slash means nothing there.
const typedInto = 'input:not([type=checkbox], [type=radio]), textarea, select, [role=dialog]'

/** A search box that `/` jumps to. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const input = useEarlyInput<HTMLInputElement>((element) => {
    if (element.value !== value) onChange(element.value)
  })
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest(typedInto)
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', jump)
    return () => document.removeEventListener('keydown', jump)
  }, [input])
  return (
    <div className="relative w-64 max-w-full min-w-40 max-sm:flex-1">
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="input pl-8! [&::-webkit-search-cancel-button]:appearance-none peer"
      />
      <kbd
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm border border-line-strong px-1 font-mono text-[11px]/4 text-muted peer-focus:hidden max-sm:hidden"
        aria-hidden
      >
        /
      </kbd>
    </div>
  )
}
