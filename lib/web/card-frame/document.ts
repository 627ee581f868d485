import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from '../../platform/once'

/** What the frame loads, in this order. They stand inside the document, so that it needs no network at all. */
const scripts = [
  'node_modules/adaptivecards/dist/adaptivecards.min.js',
  'node_modules/markdown-it/dist/browser/markdown-it.umd.min.js',
  'lib/web/card-frame/frame.js',
]
const style = 'lib/web/card-frame/frame.css'

// Next bundles this file, so the folder is found from where the program was started.
const read = (path: string) => readFile(join(/* turbopackIgnore: true */ process.cwd(), path), 'utf8')

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

interface Frame {
  html: string
  policy: string
}

/** The document in which cards are drawn, and the policy that holds for it; read once. */
const frame = () =>
  once('cardFrame', async (): Promise<Frame> => {
    const [css, ...code] = await Promise.all([style, ...scripts].map(read))
    // A script must not end before its end.
    const texts = code.map((text) => text.replaceAll('</script', '<\\/script'))
    const html = [
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Card</title>',
      `<style>${css}</style></head><body><div id="card"></div>`,
      ...texts.map((text) => `<script>${text}</script>`),
      '</body></html>',
    ].join('')
    const policy = [
      'sandbox allow-scripts',
      "default-src 'none'",
      `script-src ${texts.map(hashOf).join(' ')}`,
      `style-src ${hashOf(css ?? '')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ].join('; ')
    return { html, policy }
  })

/**
 * The frame of the preview. What an admin types is drawn here, under an origin that is nobody's: no cookie, no
 * request, no way to the page around it. Pictures from elsewhere are loaded only when the admin asks for them.
 */
export async function cardFrame(images: boolean): Promise<Response> {
  const { html, policy } = await frame()
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy}; img-src data:${images ? ' https:' : ''}`,
      'cache-control': 'private, max-age=3600',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  })
}
