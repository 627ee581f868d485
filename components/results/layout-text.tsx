'use client'

import { type ComponentProps, memo, type RefObject, useCallback, useMemo } from 'react'
import { useEarlyInput } from '@/components/ui/use-early-input'
import { JsonLine } from './json-line'

/** More lines than this are only counted and measured; their colours come with the editor. */
const mostColored = 200

/**
 * The layout before its editor is loaded: a plain field over a drawing of the same text, with the measures, numbers and
 * colours that the editor has, so that nothing moves when it takes its place.
 */
export function LayoutText({
  value,
  readOnly,
  onChange,
  area,
  ...events
}: {
  value: string
  readOnly: boolean
  onChange: (text: string) => void
  area: RefObject<HTMLTextAreaElement | null>
} & Pick<ComponentProps<'textarea'>, 'onPointerDown' | 'onCompositionStart' | 'onCompositionEnd'>) {
  const early = useEarlyInput<HTMLTextAreaElement>((element) => {
    if (element.value !== value && !readOnly) onChange(element.value)
  })
  // It stays the same: the editor reads the field while it takes its place.
  const both = useCallback(
    (element: HTMLTextAreaElement | null) => {
      early.current = element
      area.current = element
    },
    [early, area],
  )
  const lines = useMemo(() => value.split(/\r\n|\r|\n/), [value])
  return (
    <div
      data-scroller
      className="h-[420px] overflow-auto bg-surface font-mono -outline-offset-2 outline-accent [tab-size:2] focus-within:outline-2"
    >
      <div className="flex min-h-full">
        <div aria-hidden className="flex-none border-r border-line bg-sunken pr-[calc(3px+1.4em)] pl-[5px]">
          <span className="invisible block min-w-3">{'9'.repeat(String(lines.length).length)}</span>
        </div>
        <div className="relative min-w-0 flex-1 py-1 [overflow-wrap:anywhere] break-words whitespace-break-spaces">
          <Drawing lines={lines} />
          <textarea
            ref={both}
            aria-label="Layout as JSON"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            readOnly={readOnly}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            {...events}
            className="absolute inset-0 block size-full resize-none overflow-hidden py-1 pr-[2px] pl-[6px] [overflow-wrap:anywhere] break-words whitespace-break-spaces text-transparent caret-ink outline-none selection:bg-accent/25 selection:text-transparent"
          />
        </div>
      </div>
    </div>
  )
}

const Drawing = memo(({ lines }: { lines: readonly string[] }) => (
  <div aria-hidden>
    {lines.map((line, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its number
      <div key={at} className="relative pr-[2px] pl-[6px]">
        <span className="absolute right-full pr-[calc(4px+1.4em)] text-faint">{at + 1}</span>
        {at < mostColored ? <JsonLine text={line} /> : line}
        {line === '' && <br />}
      </div>
    ))}
  </div>
))
