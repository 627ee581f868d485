import { pino } from 'pino'
import { once } from './once'

/** Structured log of this process. Never hand it a token, a secret, a cookie or the content of an item. */
export const log = () =>
  once('log', () =>
    pino({
      level: process.env.LOG_LEVEL ?? 'info',
      base: undefined,
      redact: {
        paths: ['*.token', '*.secret', '*.password', '*.authorization', '*.cookie', '*.clientSecret', '*.content'],
        censor: '[redacted]',
      },
    }),
  )
