import { Client, type ClientConfig } from 'pg'
import type { SilenceWatch } from './silence-watch'

/** A connection of a pool that tells the watch when a statement begins and when it has been answered. */
export function watchedClient(watch: SilenceWatch): typeof Client {
  return class extends Client {
    private isOver = false

    constructor(config?: string | ClientConfig) {
      super(config)
      this.connect = new Proxy(this.connect, {
        apply: (connect, self, args) =>
          watch.isSilent ? refused(args[0]) : Reflect.apply(connect, self, args),
      })
      // Each of the ways in which a statement can be handed over ends here.
      this.query = new Proxy(this.query, {
        apply: (query, self, args) => {
          if (!this.isOver) watch.began(this)
          return Reflect.apply(query, self, args)
        },
      })
      this.on('drain', () => watch.ended(this))
      this.on('end', () => {
        this.isOver = true
        watch.ended(this)
      })
    }
  }
}

/** A new connection would wait as long as the others do. */
function refused(done: unknown) {
  const error = new Error('Connection terminated: the database does not answer')
  if (typeof done !== 'function') return Promise.reject(error)
  process.nextTick(() => done(error))
}
