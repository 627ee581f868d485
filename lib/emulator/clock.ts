import type { Store } from './store'

export type Clock = { now(): number; advance(ms: number): void; reset(): void; offset(): number }

/** Real time plus an offset that the control API moves. The offset is kept with the tenant. */
export function openClock(store: Store): Clock {
  let offset = Number(
    store.get<{ value: string }>("select value from meta where name = 'clockOffsetMs'")?.value ?? 0,
  )
  const set = (ms: number) => {
    offset = ms
    store.run("insert or replace into meta (name, value) values ('clockOffsetMs', ?)", String(ms))
  }
  return {
    now: () => Date.now() + offset,
    advance: (ms) => set(offset + ms),
    reset: () => set(0),
    offset: () => offset,
  }
}
