import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { noMapping } from '../../model/mapping/no-mapping'
import { RemoteConfig } from '../../model/sync/remote-source'
import { needNotDeleting } from '../../operations/deletions'
import { checkedUrl } from '../../platform/egress'
import { newSigningSecret } from '../../platform/signature'
import { needHttps } from '../../sources/http/api-address'
import { sealSecrets, secretsOf } from '../../sources/secrets'
import { getSource, replaceSource } from '../../sources/source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/**
 * Makes a connector that lives elsewhere the source of the connection. The secret that both sides sign with is told once, in
 * this answer: with the first save, when it is asked for anew, and when the address is of another host.
 */
export const saveRemoteSource = command({
  name: 'saveRemoteSource',
  changes: 'asked',
  permission: 'sync.configure',
  input: z.object({
    connectionId: ConnectionId,
    config: RemoteConfig,
    newSecret: z.boolean().default(false),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { config, newSecret, ...wanted }) {
    const { actor, configuration, db, queue, settings, before, after } = context
    needHttps(checkedUrl(config.url, settings.allowedHosts), settings.allowedHosts)
    const { id: connectionId } = await getConnection(configuration, wanted.connectionId)
    await needNotDeleting(db, connectionId)
    const known = await getSource(db, connectionId)
    before(known && { kind: known.kind, config: known.config })
    const kept =
      !newSecret && known && known.kind === 'remote' && sameHost(known.config, config)
        ? (await secretsOf(db, { connectionId, sourceKind: 'remote' }, settings.secretKey)).signing
        : undefined
    const signing = kept ?? newSigningSecret()
    const saved = {
      connectionId,
      kind: 'remote' as const,
      config,
      fields: [],
      sample: null,
      secrets: sealSecrets({ signing }, connectionId, 'remote', settings.secretKey),
      mapping: { ...noMapping },
      savedBy: actor.username,
    }
    after({ kind: 'remote', config, newSecret: kept === undefined })
    await queue.transaction((tx) => replaceSource(tx, saved))
    return { secret: kept === undefined ? signing : null }
  },
})

const sameHost = (before: object, { url }: RemoteConfig) =>
  'url' in before && new URL(String(before.url)).origin === new URL(url).origin
