'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { ScrollArea } from '@/components/ui/scroll-area'
import { VirtualCell, VirtualHead, VirtualRow, VirtualTable } from '@/components/ui/virtual-table'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import type { TraceStep } from '@/lib/model/resolvers/trace'
import { type TraceActions, TraceView } from './trace-view'
import { type InGraph, TriedRow, triedColumns } from './tried-row'

const columns = ['Link', 'By', 'Item id', 'In Graph']

/** Thousands of tried links, of which only those in view are drawn. */
export function TriedList({
  urls,
  answers,
  inGraph,
  trace,
  actions,
}: {
  urls: readonly string[]
  answers: readonly Answer[]
  inGraph: Readonly<Record<string, InGraph>>
  trace: (url: string) => Promise<TraceStep[]>
  actions: TraceActions
}) {
  const scroller = useRef<HTMLElement>(null)
  const [open, setOpen] = useState<number | null>(null)
  const rows = useVirtualizer({
    count: urls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 41,
    overscan: 12,
  })
  return (
    <ScrollArea
      ref={scroller}
      label="Tried links"
      className="max-h-[min(44rem,75vh)] overflow-auto [container-type:inline-size]"
    >
      <VirtualTable aria-label="Tried links" aria-rowcount={urls.length + 1} className="min-w-2xl">
        <VirtualRow
          aria-rowindex={1}
          className={`${triedColumns} sticky top-0 z-1 border-b border-line bg-surface py-2 text-xs font-medium text-muted`}
        >
          {columns.map((title) => (
            <VirtualHead key={title}>{title}</VirtualHead>
          ))}
        </VirtualRow>
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const url = urls[index] ?? ''
            const answer = answers[index]
            return (
              <div
                key={key}
                data-index={index}
                ref={rows.measureElement}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <TriedRow
                  index={index}
                  url={url}
                  answer={answer}
                  inGraph={answer?.itemId ? inGraph[answer.itemId] : undefined}
                  open={open === index}
                  onToggle={() => setOpen(open === index ? null : index)}
                />
                {open === index && answer && (
                  <VirtualRow>
                    <VirtualCell aria-colspan={columns.length}>
                      <TraceView url={url} answer={answer} trace={trace} actions={actions} />
                    </VirtualCell>
                  </VirtualRow>
                )}
              </div>
            )
          })}
        </div>
      </VirtualTable>
    </ScrollArea>
  )
}
