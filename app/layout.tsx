import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { noteEarlyClicks } from '@/components/ui/early-click-script'
import { Providers } from '@/components/ui/providers'
import { themeCookie, themeOf } from '@/components/ui/theme'

export const metadata: Metadata = {
  title: { template: '%s – Connectors Console', default: 'Connectors Console' },
  description: 'Microsoft 365 Copilot connectors of this tenant',
  icons: { icon: '/icon.svg' },
}

// Every page depends on the session and has its own nonce, so none can be rendered at build time.
export const dynamic = 'force-dynamic'

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#151a21' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookie, header] = await Promise.all([cookies(), headers()])
  const theme = themeOf(cookie.get(themeCookie)?.value)
  const nonce = header.get('x-nonce') ?? undefined
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <head>
        {/* react-aria adds <style> elements at run time and looks for their nonce here. */}
        <meta property="csp-nonce" nonce={nonce} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant; React would escape it as a child */}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: noteEarlyClicks }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
