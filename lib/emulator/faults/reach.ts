import { authorityRoutes } from '../authority/routes'
import { graphRoutes } from '../routes/graph-routes'
import type { Fault } from './faults'
import { type Machine, machineOf, Unreadable } from './pattern'

/** A piece of a path: this text, or the value of a parameter. */
type Piece = string | { value: true }

const maxSets = 5000

/** Whether some call has this method and a path that the pattern fits. If that cannot be decided, the answer is true. */
export function canMeet({ method, path, service = 'graph' }: Fault['match']): boolean {
  const routes = pathsOf(service, method?.toUpperCase())
  if (path === undefined) return routes.length > 0
  try {
    const machine = machineOf(path)
    return routes.some((route) => variants(route).some((pieces) => fits(machine, pieces, path)))
  } catch (error) {
    if (error instanceof Unreadable) return true
    throw error
  }
}

function pathsOf(service: NonNullable<Fault['match']['service']>, method: string | undefined) {
  const routes = service === 'authority' ? authorityRoutes() : graphRoutes.flatMap((one) => Object.keys(one))
  const paths = routes.flatMap((route) => {
    const [verb, path = ''] = route.split(' ')
    if (method !== undefined && verb !== method) return []
    return service === 'authority' ? [path] : [`/v1.0${path}`, `/beta${path}`]
  })
  return [...new Set(paths)]
}

/** `/name/:key` is written `/name('x')` and `/name(key='x')` too, and a path may end with a slash. */
function variants(route: string): Piece[][] {
  let found: Piece[][] = [[]]
  for (const [index, text] of route.split(/\/:\w+/).entries()) {
    const keys: Piece[][] =
      index === 0
        ? [[]]
        : [
            ['/', { value: true }],
            ['(', { value: true }, ')'],
          ]
    found = found.flatMap((before) => keys.map((key) => [...before, ...key, text]))
  }
  return [...found, ...found.map((pieces) => [...pieces, '/'])]
}

/** Goes through path and pattern together, with all steps that the pattern can be at. */
function fits(machine: Machine, pieces: Piece[], source: string): boolean {
  const alphabet = [...new Set(`${source}aA0-_.=%'~`)].filter((one) => /[^/?#\s]/.test(one))
  let sets = [onwards(machine, [machine.first], true, false)]
  for (const [index, piece] of pieces.entries()) {
    const last = pieces.slice(index + 1).every((later) => later === '')
    if (typeof piece === 'string') {
      for (const [place, character] of [...piece].entries()) {
        const end = last && place === piece.length - 1
        sets = sets.map((set) => after(machine, set, character, end))
        if (sets.some(isFound)) return true
      }
    } else {
      sets = ofValues(machine, sets, alphabet, last)
      if (sets.some(isFound)) return true
    }
  }
  return sets.some(isFound)
}

/** Every set of steps that some value of a parameter leads to. */
function ofValues(machine: Machine, sets: Set<number>[], alphabet: string[], last: boolean): Set<number>[] {
  const seen = new Map<string, Set<number>>()
  let open = sets
  while (open.length > 0) {
    const next: Set<number>[] = []
    for (const set of open) {
      for (const character of alphabet) {
        if (last) {
          const ended = after(machine, set, character, true)
          if (isFound(ended)) return [ended]
        }
        const one = after(machine, set, character, false)
        if (isFound(one)) return [one]
        const key = [...one].sort((a, b) => a - b).join()
        if (seen.has(key)) continue
        seen.set(key, one)
        next.push(one)
      }
    }
    if (seen.size > maxSets) throw new Unreadable()
    open = next
  }
  return [...seen.values()]
}

const found = 0
const isFound = (set: Set<number>) => set.has(found)

/** A search can begin anywhere, so the first step is always possible. */
function after(machine: Machine, set: Set<number>, character: string, end: boolean): Set<number> {
  const reached = [...set].flatMap((at) => {
    const step = machine.steps[at]
    return step?.kind === 'character' && step.fits(character) ? [step.to] : []
  })
  return onwards(machine, [...reached, machine.first], false, end)
}

function onwards({ steps }: Machine, from: number[], start: boolean, end: boolean): Set<number> {
  const set = new Set<number>()
  const open = [...from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (set.has(at)) continue
    set.add(at)
    const step = steps[at]
    if (step?.kind === 'ways') open.push(...step.to)
    if ((step?.kind === 'start' && start) || (step?.kind === 'end' && end)) open.push(step.to)
  }
  return set
}
