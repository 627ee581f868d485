'use client'

import { useEffect, useRef, useState } from 'react'
import { numberText } from '@/lib/model/number-text'
import type { CardAnswer, CardQuestion } from './card-messages'

export type CardState =
  | { status: 'waiting' }
  | { status: 'there'; card: unknown; text: string; complaints: string[] }
  | { status: 'failed'; message: string }

const pauseMs = 200
const deadlineMs = 1_500

/** The layout with the item in it, from a worker that is ended when an expression does not come to its end. */
export function useCard(layout: string, item: Record<string, unknown> | null): CardState {
  const [state, setState] = useState<CardState>({ status: 'waiting' })
  const worker = useRef<CardWorker | null>(null)

  useEffect(() => {
    if (!item) return
    const timer = setTimeout(() => {
      worker.current ??= new CardWorker()
      worker.current.ask(layout, item, setState)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [layout, item])

  useEffect(
    () => () => {
      worker.current?.end()
      worker.current = null
    },
    [],
  )
  return state
}

class CardWorker {
  private worker: Worker | null = null
  private ready = false
  private seq = 0
  private waiting: CardQuestion | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private tell: (state: CardState) => void = () => {}

  ask(layout: string, item: Record<string, unknown>, tell: (state: CardState) => void) {
    this.tell = tell
    this.waiting = { seq: ++this.seq, layout, item }
    // One that still works on an earlier layout may finish, or reaches its deadline.
    if (this.timer === undefined) this.send()
  }

  end() {
    clearTimeout(this.timer)
    this.timer = undefined
    this.worker?.terminate()
    this.worker = null
    this.ready = false
  }

  private send() {
    this.worker ??= this.start()
    if (!this.ready || !this.waiting) return
    this.worker.postMessage(this.waiting)
    this.waiting = null
    this.timer = setTimeout(() => {
      this.end()
      this.tell({
        status: 'failed',
        message: `Stopped after ${numberText(deadlineMs)} ms: an expression of this card takes too long.`,
      })
      if (this.waiting) this.send()
    }, deadlineMs)
  }

  private start() {
    const worker = new Worker(new URL('./card-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<CardAnswer | { ready: true }>) => {
      if ('ready' in data) this.ready = true
      else this.take(data)
      this.send()
    })
    worker.addEventListener('error', () => {
      this.end()
      this.tell({ status: 'failed', message: 'The preview could not be started. Reload the page.' })
    })
    return worker
  }

  private take(answer: CardAnswer) {
    clearTimeout(this.timer)
    this.timer = undefined
    if (answer.seq !== this.seq) return
    if ('failed' in answer) this.tell({ status: 'failed', message: answer.failed })
    else this.tell({ status: 'there', card: answer.card, text: answer.text, complaints: answer.complaints })
  }
}
