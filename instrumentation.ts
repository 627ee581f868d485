/** Next calls this once when the server starts, before the first request; not during a build. */
export async function register() {
  // The worker is Node only, and the condition keeps it out of other bundles.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const [{ stampRequests }, { env }] = await Promise.all([
      import('./lib/web/incoming'),
      import('./lib/platform/env'),
    ])
    stampRequests(env().trustedProxies)
    const { startInline } = await import('./lib/cli/inline')
    await startInline()
  }
}
