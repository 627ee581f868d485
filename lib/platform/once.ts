const values = globalThis as unknown as Record<symbol, unknown>

/**
 * One value per process. Next bundles routes and `instrumentation.ts` apart, so a module variable
 * would exist twice; a value on `globalThis` does not.
 */
export function once<T>(name: string, make: () => T): T {
  const key = Symbol.for(`connectors-console.${name}`)
  if (!(key in values)) {
    const made = make()
    values[key] = made
    // After a failure the next caller tries again.
    if (made instanceof Promise) made.catch(() => delete values[key])
  }
  return values[key] as T
}
