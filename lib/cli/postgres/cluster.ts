import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { keptFile } from '../kept-file'
import { freePort } from '../ports'
import type { Binaries } from './binaries'
import { giveTo } from './data-folder'
import { needUnused, runningServer } from './running-server'

export interface ClusterOptions {
  /** False gives up what a power cut would take; the end of a process takes nothing. */
  fsync: boolean
}

const user = 'console'
const stillHeld = /shared memory block .* still in use/

/** A Postgres of the console’s own, in a folder of the data folder, that answers this machine only. */
export class Cluster {
  private constructor(
    private readonly binaries: Binaries,
    private readonly folder: string,
    private readonly options: ClusterOptions,
    readonly port: number,
    private readonly password: string,
  ) {}

  /** Creates what is missing. The caller holds the lock of the data folder. */
  static async prepare(binaries: Binaries, dataDir: string, options: ClusterOptions): Promise<Cluster> {
    const folder = resolve(dataDir, 'postgres')
    const keyFile = join(dataDir, 'postgres.key')
    const password = keptFile(keyFile, () => randomBytes(24).toString('base64url'))
    if (!existsSync(join(folder, 'PG_VERSION'))) create(binaries, folder, password)
    giveTo(binaries.account, folder)
    const cluster = new Cluster(binaries, folder, options, await freePort(), password)
    await cluster.endOrphan()
    return cluster
  }

  static urlOf = (port: number, password: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/postgres`

  get url() {
    return Cluster.urlOf(this.port, this.password)
  }

  /**
   * Starts the server and waits until it is ready. After a kill -9 the processes of the last one may take some seconds to
   * notice, and as long as they hold its memory a new one refuses to start.
   */
  async startReady(): Promise<ChildProcess> {
    const until = Date.now() + 20_000
    for (;;) {
      const { child, ready } = this.start()
      try {
        await ready
        return child
      } catch (error) {
        if (!stillHeld.test(String(error)) || Date.now() > until) throw error
        await sleep(500)
      }
    }
  }

  /** Starts the server; it is ready when `ready` resolves. */
  start(): { child: ChildProcess; ready: Promise<void> } {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: '',
      password_encryption: 'scram-sha-256',
      log_min_messages: 'warning',
      max_connections: 60,
      // After a crash it ends, and who keeps it running starts it again once the disk has room: it would recover by itself
      // on a disk that is still full, and stay in that for ever.
      restart_after_crash: 'off',
      ...(this.options.fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(this.binaries.postgres, ['-D', this.folder, ...flags], {
      ...this.binaries.account,
      cwd: this.folder,
      // Ctrl-C at the terminal is not for it: it ends after those who still write to it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return { child, ready: untilReady(child) }
  }

  /**
   * Ends a server that outlived the process that started it. One that a console works with is no such: then the lock of
   * the data folder was moved away from under that console.
   */
  private async endOrphan() {
    const running = runningServer(this.folder)
    if (!running) return
    await needUnused(this.folder, Cluster.urlOf(running.port, this.password))
    const { binaries, folder } = this
    spawnSync(binaries.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '20'], {
      ...binaries.account,
      cwd: folder,
      stdio: 'ignore',
    })
  }
}

/** Makes a cluster beside the place, and moves it there when it is complete. */
function create({ initdb, account }: Binaries, folder: string, password: string) {
  const made = `${folder}.new`
  const passwordFile = join(made, 'password')
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(account, made)
  const flags = [
    '-U',
    user,
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]
  const { status, stderr } = spawnSync(initdb, ['-D', join(made, 'db'), ...flags, '--no-sync'], {
    ...account,
    cwd: made,
    encoding: 'utf8',
  })
  if (status !== 0)
    throw new Error(`The embedded Postgres cannot create its folder ${folder}: ${stderr?.trim()}`)
  renameSync(join(made, 'db'), folder)
  rmSync(made, { recursive: true, force: true })
}

function untilReady(child: ChildProcess): Promise<void> {
  const said: string[] = []
  return new Promise((done, fail) => {
    if (!child.stderr) return fail(new Error('The embedded Postgres has no output.'))
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.push(line) > 20) said.shift()
      if (line.includes('database system is ready to accept connections')) done()
    })
    child.once('error', fail)
    child.once('exit', (code) =>
      fail(new Error(`The embedded Postgres ended (${code ?? 'killed'}).\n${said.join('\n')}`)),
    )
  })
}
