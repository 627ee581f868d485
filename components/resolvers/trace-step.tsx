import type { ReactNode } from 'react'
import { Tag } from '@/components/ui/chip'
import { deadlineMs } from '@/lib/model/resolvers/check/deadline'
import type { TraceStep } from '@/lib/model/resolvers/trace'

/** How one resolver evaluated a link. */
export function TraceStepText({ step, url, fix }: { step: TraceStep; url: string; fix: ReactNode }) {
  if (step.step === 'unfinished') return <Said tag="cannot match">{step.why}</Said>
  if (step.step === 'stopped')
    return (
      <Said tag="stopped">
        Stopped after {deadlineMs} ms: the pattern does not come to an end on this link.
      </Said>
    )
  if (step.step === 'not-tried') return <Said tag="not tried">Resolver {step.winner + 1} has won.</Said>
  if (step.step === 'matches')
    return (
      <Said tag="matches">
        <code className="text-ink">{step.match.itemId}</code>
        {Object.entries(step.match.groups).map(([name, value]) => (
          <code key={name} className="ml-2">
            {name}: {value === undefined ? 'nothing' : value}
          </code>
        ))}
      </Said>
    )
  if (step.step === 'base-differs')
    return (
      <Said tag="base differs" link={<Cut url={url} at={step.at} />} fix={fix}>
        at character {step.at + 1} the base has <code>{step.wants.slice(0, 40)}</code>
        {step.caseOnly && ', bases are compared by case'}
      </Said>
    )
  const { left } = step
  if (!left)
    return (
      <Said tag="base fits" fix={fix}>
        the pattern matches nowhere in the link
      </Said>
    )
  if (left.nowhere)
    return (
      <Said tag="base fits" fix={fix}>
        nothing in the link fits <code>{left.wants}</code>
      </Said>
    )
  return (
    <Said tag="base fits" link={<Cut url={url} at={left.at} />} fix={fix}>
      at character {left.at + 1} the pattern wants <code>{left.wants}</code>,{' '}
      {left.at >= url.length ? (
        'the link ends'
      ) : (
        <>
          the link has{' '}
          <code>{url.slice(left.at, left.at + Math.max(left.wants.length, 1)).slice(0, 24)}</code>
        </>
      )}
    </Said>
  )
}

/** How it went, where the link departs, why, and what would change that. */
const Said = ({
  tag,
  link,
  fix,
  children,
}: {
  tag: string
  link?: ReactNode
  fix?: ReactNode
  children: ReactNode
}) => (
  <>
    <span>
      <Tag>{tag}</Tag>
    </span>
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      {link}
      <span className="min-w-0 text-muted [overflow-wrap:anywhere]">{children}</span>
      {fix}
    </span>
  </>
)

/** The link up to the character that does not fit any more, which stands out. */
function Cut({ url, at }: { url: string; at: number }) {
  return (
    <code className="[overflow-wrap:anywhere]">
      <ins className="bg-ok-soft text-ok no-underline">{url.slice(0, at)}</ins>
      <mark className="bg-bad-soft font-semibold text-bad">{url.slice(at, at + 1) || '⏎'}</mark>
      <span className="text-muted">{url.slice(at + 1, at + 24)}</span>
      {url.length > at + 24 && <span className="text-faint">…</span>}
    </code>
  )
}
