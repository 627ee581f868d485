import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { Steady } from './steady'
import { useHydrated } from './use-hydrated'

interface Options {
  /** It is not written by the server, because it needs a browser or shows only after a click. */
  browserOnly?: boolean
  /** What is shown until it is loaded. */
  waiting?: ReactNode
}

/** A component that is loaded when it is first drawn. Next's own way of it takes more code on every page. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { browserOnly = false, waiting = null }: Options = {},
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }))
  if (!browserOnly) return (props: Props) => <Steady part={Part} given={props} waiting={waiting} />
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each component, when its module is loaded
  return function Later(props: Props) {
    if (!useHydrated()) return waiting
    return (
      <Suspense fallback={waiting}>
        <Part {...props} />
      </Suspense>
    )
  }
}
