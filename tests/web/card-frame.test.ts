import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { cardFrame } from '@/lib/web/card-frame/document'

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('the frame runs its own scripts and no other, and knows no host', async () => {
  const response = await cardFrame(false)
  const html = await response.text()
  const policy = policyOf(response)
  const directives = Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part]))
  const scripts = Array.from(html.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, text = '']) => text)
  const styles = Array.from(html.matchAll(/<style>([\s\S]*?)<\/style>/g), ([, text = '']) => text)

  expect(scripts).toHaveLength(3)
  expect(directives['script-src']).toBe(`script-src ${scripts.map(hashOf).join(' ')}`)
  expect(directives['style-src']).toBe(`style-src ${styles.map(hashOf).join(' ')}`)
  expect(policy).toContain("sandbox allow-scripts; default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(directives['connect-src']).toBeUndefined()
  expect(directives['img-src']).toBe('img-src data:')
})

test('pictures of other hosts are allowed only when asked for', async () => {
  expect(policyOf(await cardFrame(true))).toContain('img-src data: https:')
})
