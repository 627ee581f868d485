'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'

const deadlineMs = 3_000
const heights = { least: 48, most: 640 }

/** What the frame may tell; whatever else comes from it is left alone. */
type Told =
  | { type: 'ready' }
  | { type: 'drawn' | 'failed'; seq: number; height?: number; message?: string }
  | { type: 'height'; height: number }
  | { type: 'open'; url: string }

/**
 * A card as Microsoft's own renderer draws it, in a frame that belongs to no origin: what an admin typed reaches
 * neither this page, nor the console, nor any other host.
 */
export function CardFrame({
  card,
  scheme,
  images,
}: {
  card: unknown
  scheme: 'light' | 'dark'
  images: boolean
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [run, setRun] = useState(0)
  /** Counts the documents that were loaded in the frame; each waits for its card. */
  const [alive, setAlive] = useState(0)
  const [height, setHeight] = useState(heights.least)
  const [opened, setOpened] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const seq = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const listen = (event: MessageEvent<unknown>) => {
      // A sandboxed frame has the origin "null".
      if (event.source !== frame.current?.contentWindow || event.origin !== 'null') return
      const told = readTold(event.data)
      if (!told) return
      if (told.type === 'ready') setAlive((before) => before + 1)
      if (told.type === 'open') setOpened(told.url.slice(0, 500))
      if ('height' in told && told.height !== undefined)
        setHeight(Math.min(heights.most, Math.max(heights.least, told.height)))
      if ('seq' in told && told.seq === seq.current) {
        clearTimeout(timer.current)
        setTrouble(told.type === 'failed' ? `The card cannot be drawn: ${told.message ?? ''}` : null)
      }
    }
    window.addEventListener('message', listen)
    return () => window.removeEventListener('message', listen)
  }, [])

  useEffect(() => {
    if (alive === 0) return
    seq.current += 1
    setOpened(null)
    frame.current?.contentWindow?.postMessage({ type: 'card', seq: seq.current, card, scheme }, '*')
    timer.current = setTimeout(() => {
      setTrouble('The card took too long to draw, so the frame was closed.')
    }, deadlineMs)
    return () => clearTimeout(timer.current)
  }, [alive, card, scheme])

  const restart = () => {
    setTrouble(null)
    setAlive(0)
    setRun(run + 1)
  }

  return (
    <div className="grid gap-3">
      {trouble && (
        <Note tone="bad" role="alert" actions={<Button onClick={restart}>Draw it again</Button>}>
          {trouble}
        </Note>
      )}
      <iframe
        key={`${run} ${images}`}
        ref={frame}
        title="Preview of the card"
        src={`/card-frame${images ? '?images=on' : ''}`}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        height={height}
        className="block w-full rounded-md border border-line bg-white data-[scheme=dark]:bg-[#1f1f1f]"
        data-scheme={scheme}
        onLoad={() => setTrouble(null)}
      />
      <p role="status" className="text-sm text-muted [overflow-wrap:anywhere] empty:hidden">
        {opened && `In search this leads to ${opened}`}
      </p>
    </div>
  )
}

function readTold(data: unknown): Told | null {
  if (typeof data !== 'object' || data === null) return null
  const { type, seq, height, url, message } = data as Record<string, unknown>
  const tall = typeof height === 'number' && Number.isFinite(height) ? height : undefined
  if (type === 'ready') return { type }
  if (type === 'height' && tall !== undefined) return { type, height: tall }
  if (type === 'open' && typeof url === 'string') return { type, url }
  if ((type === 'drawn' || type === 'failed') && typeof seq === 'number') {
    return {
      type,
      seq,
      height: tall,
      message: typeof message === 'string' ? message.slice(0, 300) : undefined,
    }
  }
  return null
}
