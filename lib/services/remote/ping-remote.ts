import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { RemoteConfig } from '../../model/sync/remote-source'
import { AppError } from '../../platform/errors'
import { secretsOf } from '../../sources/secrets'
import { getSource } from '../../sources/source'
import { callRemote } from '../../sync/remote/call-remote'
import { reportAddress } from '../../sync/remote/start-remote'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Sends the saved connector a signed call that starts nothing, to see that address and secret are right. */
export const pingRemote = command({
  name: 'pingRemote',
  permission: 'sync.configure',
  changes: 'nothing',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, settings }, { connectionId }) {
    const source = await getSource(db, connectionId)
    const { signing } = await secretsOf(db, { connectionId, sourceKind: 'remote' }, settings.secretKey)
    if (source?.kind !== 'remote' || !signing)
      throw new AppError('conflict', 'Save the address of the connector first.', { field: 'url' })
    await callRemote({
      config: RemoteConfig.parse(source.config),
      secret: signing,
      id: `ping:${randomUUID()}`,
      body: { event: 'ping', connectionId, reportTo: reportAddress(settings.publicUrl, connectionId) },
      allowedHosts: settings.allowedHosts,
      signal: AbortSignal.timeout(60_000),
    })
  },
})
