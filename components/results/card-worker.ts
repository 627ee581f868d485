import { AdaptiveCard, SerializationContext } from 'adaptivecards'
import { Template } from 'adaptivecards-templating'
import { cardText } from '@/lib/model/results/card-text'
import { readCardText } from '@/lib/model/results/read-card'
import type { CardAnswer, CardQuestion } from './card-messages'

// Expressions are the admin's: they run here, where they reach neither page nor network, and whoever asked kills
// this worker when it does not answer in time.

/** A list in the item may repeat an element; what grows beyond this is no search result any more. */
const maxExpanded = 200_000

function answer({ seq, layout, item }: CardQuestion): CardAnswer {
  const { value, problem } = readCardText(layout)
  if (problem) return { seq, failed: problem.message }
  try {
    const card: unknown = new Template(value).expand({ $root: item })
    const text = JSON.stringify(card) ?? ''
    if (text.length > maxExpanded)
      return { seq, failed: 'With this item the card grows too large to be shown.' }
    const again = readCardText(text)
    if (again.problem) return { seq, failed: again.problem.message }
    return { seq, card, text: cardText(card), complaints: complaintsOf(card) }
  } catch (error) {
    return { seq, failed: `An expression fails: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** What Microsoft's own reader of cards finds wrong with what came out. */
function complaintsOf(card: unknown) {
  const context = new SerializationContext()
  new AdaptiveCard().parse(card, context)
  const messages = Array.from(
    { length: Math.min(context.eventCount, 20) },
    (_, index) => context.getEventAt(index).message,
  )
  return [...new Set(messages)]
}

self.addEventListener('message', ({ data }: MessageEvent<CardQuestion>) => self.postMessage(answer(data)))
self.postMessage({ ready: true })
