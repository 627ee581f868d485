/** A step of a pattern: a character of a class, an end of the text, or a choice of next steps. */
type Step =
  | { kind: 'character'; fits: (character: string) => boolean; to: number }
  | { kind: 'start' | 'end'; to: number }
  | { kind: 'ways'; to: number[] }
  | { kind: 'found' }

export type Machine = { steps: Step[]; first: number }

/** A pattern with parts that this file does not support: look-around, back-references, word boundaries. */
export class Unreadable extends Error {}

const most = 2000
const atom = /\\u[\da-f]{4}|\\x[\da-f]{2}|\\[^bBkcpPux1-9]|\[(?:\\.|[^\]\\])*\]|[^\\()[\]{}*+?|^$]|[\]{}]/iy
const times = /([*+?]|\{(\d+)(,(\d*))?\})\??/y

/** The steps of a regular expression, to find out what it can match without a text to test. */
export function machineOf(source: string): Machine {
  const steps: Step[] = [{ kind: 'found' }]
  let at = 0

  const add = (step: Step) => {
    if (steps.length > most) throw new Unreadable()
    return steps.push(step) - 1
  }
  type Part = (to: number) => number

  const any = (): Part => {
    const parts = [all()]
    while (source[at] === '|') {
      at++
      parts.push(all())
    }
    return (to) =>
      parts.length === 1 && parts[0] ? parts[0](to) : add({ kind: 'ways', to: parts.map((part) => part(to)) })
  }

  const all = (): Part => {
    const parts: Part[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(one()))
    return (to) => parts.reduceRight((next, part) => part(next), to)
  }

  const one = (): Part => {
    const character = source[at]
    if (character === '^' || character === '$') {
      at++
      return (to) => add({ kind: character === '^' ? 'start' : 'end', to })
    }
    if (character === '(') return group()
    atom.lastIndex = at
    const [text] = atom.exec(source) ?? []
    if (text === undefined) throw new Unreadable()
    at += text.length
    const single = new RegExp(`^${/^[{}\]/]$/.test(text) ? `\\${text}` : text}$`, 'is')
    return (to) => add({ kind: 'character', fits: (one) => single.test(one), to })
  }

  const group = (): Part => {
    const [opening = ''] = /^\((?:\?:|\?<[A-Za-z_$][\w$]*>)?/.exec(source.slice(at)) ?? []
    at += opening.length
    if (source[at] === '?') throw new Unreadable()
    const inner = any()
    if (source[at++] !== ')') throw new Unreadable()
    return inner
  }

  const repeated = (part: Part): Part => {
    times.lastIndex = at
    const [whole, sign, from, comma, to] = times.exec(source) ?? []
    if (whole === undefined) return part
    at += whole.length
    const least = sign === '+' ? 1 : Number(from ?? 0)
    const largest =
      sign === '?'
        ? 1
        : from === undefined
          ? undefined
          : comma === undefined
            ? least
            : to
              ? Number(to)
              : undefined
    return (next) => {
      let after = next
      if (largest === undefined) {
        const loop: Extract<Step, { kind: 'ways' }> = { kind: 'ways', to: [next] }
        after = add(loop)
        loop.to.push(part(after))
      } else {
        for (let more = least; more < largest; more++) after = add({ kind: 'ways', to: [next, part(after)] })
      }
      for (let count = 0; count < least; count++) after = part(after)
      return after
    }
  }

  const whole = any()
  if (at < source.length) throw new Unreadable()
  return { steps, first: whole(0) }
}
