import { type ComponentType, createElement } from 'react'
import { renderToReadableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { later } from '@/components/ui/later'
import { whenWanted } from '@/components/ui/when-wanted'

const waiting = createElement('p', null, 'Waits for its code')
const Limits = ({ most }: { most: number }) => createElement('p', null, `At most ${most}`)
const load = async () => Limits

async function markup<Props extends object>(Part: ComponentType<Props>, props: Props) {
  const stream = await renderToReadableStream(createElement(Part, props))
  await stream.allReady
  return await new Response(stream).text()
}

test('a part that comes alive when it is wanted is in the markup of the server', async () => {
  const html = await markup(whenWanted(load, waiting), { most: 25 })

  expect(html).toContain('At most 25')
  expect(html).not.toContain('Waits for its code')
})

test('a part that is loaded later is in the markup of the server, unless it is for browsers only', async () => {
  expect(await markup(later(load, { waiting }), { most: 25 })).toContain('At most 25')
  const inBrowsers = await markup(later(load, { waiting, browserOnly: true }), { most: 25 })
  expect(inBrowsers).toContain('Waits for its code')
  expect(inBrowsers).not.toContain('At most 25')
})
