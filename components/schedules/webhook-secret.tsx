'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { SecretDialog } from '@/components/ui/secret-dialog'

/** Shows the secret of a webhook, this once, and a call that can be pasted into a shell. */
export function WebhookSecret({
  address,
  secret,
  onClose,
}: {
  address: string
  secret: string
  onClose: () => void
}) {
  const example = `SECRET='${secret}'
ID=$(uuidgen); AT=$(date +%s); BODY='{}'
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | xxd -p -c 64)
SIGNATURE=$(printf '%s.%s.%s' "$ID" "$AT" "$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl -X POST '${address}' -H 'content-type: application/json' \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $AT" \\
  -H "webhook-signature: v1,$SIGNATURE" -d "$BODY"`
  return (
    <SecretDialog wide title="The secret of the webhook" secret={secret} onClose={onClose}>
      <div className="grid gap-1">
        <div className="flex items-center justify-between">
          <h3 className="font-medium">A call from a shell</h3>
          <CopyButton label="Copy the call" text={example} />
        </div>
        <pre className="rounded-md border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
          {example}
        </pre>
        <p className="text-sm text-muted">
          Libraries for Standard Webhooks do the same in most languages: standardwebhooks.com
        </p>
      </div>
    </SecretDialog>
  )
}
