import type { Resolver } from '@/lib/model/resolvers/resolver'
import { PatternText, TemplateText } from './pattern-text'

/** A resolver in three lines, for a dialog; null when there is none. */
export function ResolverText({ resolver }: { resolver: Resolver | null }) {
  if (!resolver) return <span className="text-muted">removed</span>
  return (
    <span className="grid gap-0.5 text-sm [overflow-wrap:anywhere]">
      <code className="text-muted">{resolver.baseUrls.join(' ')}</code>
      <code>
        <PatternText pattern={resolver.urlPattern} />
      </code>
      <code>
        <TemplateText template={resolver.itemId} />
      </code>
    </span>
  )
}
