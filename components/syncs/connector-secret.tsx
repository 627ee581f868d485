'use client'

import { SecretDialog } from '@/components/ui/secret-dialog'

/** Shows the secret that the console and its connector sign with, this once. */
export const ConnectorSecret = ({ secret, onClose }: { secret: string; onClose: () => void }) => (
  <SecretDialog
    title="The secret of the connector"
    secret={secret}
    use="Give it to the connector: with it both sides sign their calls."
    onClose={onClose}
  />
)
