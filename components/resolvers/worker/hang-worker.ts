import { checkSync } from 'recheck/lib/browser.js'
import type { Diagnosis } from '@/lib/model/resolvers/lint/backtracking'

// Looks for catastrophic backtracking. Apart from the other worker: this one is large, and slow on hard patterns.

addEventListener('message', ({ data: pattern }: MessageEvent<string>) => {
  const found = checkSync(pattern, '', {
    timeout: 4_000,
    attackTimeout: 500,
    incubationTimeout: 250,
    recallTimeout: -500,
  })
  const { status } = found
  const diagnosis: Diagnosis =
    found.status === 'vulnerable'
      ? { status, complexity: found.complexity, attack: found.attack, hotspot: found.hotspot }
      : { status }
  postMessage({ pattern, diagnosis })
})
