'use client'

import {
  type ComponentType,
  type ReactNode,
  Suspense,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from 'react'

/**
 * A part whose code may come late. What the server wrote of it stays until then: new values wait, because React would
 * draw `waiting` in its place.
 */
export function Steady<Props extends object>({
  part: Part,
  given: latest,
  waiting,
  onAlive,
}: {
  part: ComponentType<Props>
  given: Props
  waiting: ReactNode
  onAlive?: () => void
}) {
  const [alive, setAlive] = useState(false)
  const deferred = useDeferredValue(latest)
  const given = alive ? latest : deferred
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is alive only once
  return useMemo(
    () => (
      <Suspense fallback={waiting}>
        <Part {...given} />
        <Alive
          onAlive={() => {
            setAlive(true)
            onAlive?.()
          }}
        />
      </Suspense>
    ),
    [Part, given, waiting],
  )
}

/** Calls back once it is alive, as all that stands before it. */
function Alive({ onAlive }: { onAlive: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once
  useEffect(onAlive, [])
  return null
}
