import type { Store } from './store'

export type Clock = {
  now(): number
  offset(): number
  advance(ms: number): void
  reset(): void
  /** Reads the offset from the tenant again. */
  reload(): void
}

/** Real time plus an offset that the control API moves. The offset is kept with the tenant. */
export function openClock(store: Store): Clock {
  const stored = () =>
    Number(store.get<{ value: string }>("select value from meta where name = 'clockOffsetMs'")?.value ?? 0)
  let offset = stored()
  const set = (ms: number) => {
    offset = ms
    store.run("insert or replace into meta (name, value) values ('clockOffsetMs', ?)", String(ms))
  }
  return {
    now: () => Date.now() + offset,
    offset: () => offset,
    advance: (ms) => set(offset + ms),
    reset: () => set(0),
    reload: () => {
      offset = stored()
    },
  }
}
