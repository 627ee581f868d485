'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { type Theme, themeCookie } from '@/components/ui/theme'

const choices = [
  { theme: 'system', label: 'As the system', Icon: Monitor },
  { theme: 'light', label: 'Light', Icon: Sun },
  { theme: 'dark', label: 'Dark', Icon: Moon },
] as const

/** The choice is kept in a cookie, so that the server renders it and nothing flashes. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  const choose = (next: Theme) => {
    setTheme(next)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  return (
    <fieldset className="flex rounded-md border border-line p-0.5">
      <legend className="sr-only">Colours</legend>
      {choices.map((choice) => (
        <label
          key={choice.theme}
          title={choice.label}
          className="relative grid h-6 w-7 cursor-pointer place-items-center rounded-sm text-muted has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            aria-label={choice.label}
            checked={theme === choice.theme}
            onChange={() => choose(choice.theme)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          <choice.Icon className="size-3.5" aria-hidden />
        </label>
      ))}
    </fieldset>
  )
}
