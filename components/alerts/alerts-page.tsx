'use client'

import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import type { AlertRuleView } from '@/lib/model/alerts/rule'
import { RuleDialog } from './lazy'
import { RuleTable } from './rule-table'

interface Props {
  rules: AlertRuleView[]
  /** The connections that a rule can be limited to. */
  connections: { id: string; name: string }[]
  /** Whether there is a mail server. */
  mail: boolean
  /** Why this admin may not change rules. */
  noEdit: string | null
}

/** The alert rules, and what they report now. */
export function AlertsPage({ rules, connections, mail, noEdit }: Props) {
  const [editing, setEditing] = useState<AlertRuleView | 'new' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const add = (
    <Button look="primary" disabledReason={noEdit} onClick={() => setEditing('new')}>
      Add a rule
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Alerts"
        state={<span className="text-muted">One message when something begins, one when it is over</span>}
        actions={rules.length > 0 && add}
      />
      <PageContent>
        {!mail && (
          <Note title="No mail server is configured.">
            Rules can call webhooks only. For e-mail set SMTP_URL and MAIL_FROM and restart the console.
          </Note>
        )}
        {secret && (
          <Note tone="warn" title="The secret that calls of this webhook are signed with, shown this once.">
            <span className="flex items-center gap-1">
              <code className="font-mono text-sm [overflow-wrap:anywhere]">{secret}</code>
              <CopyButton label="Copy the secret" text={secret} />
            </span>
          </Note>
        )}
        <Card title={rules.length > 0 ? 'Rules' : undefined} bare>
          {rules.length > 0 ? (
            <RuleTable rules={rules} connections={connections} noEdit={noEdit} onEdit={setEditing} />
          ) : (
            <EmptyState
              icon={<BellRing aria-hidden />}
              title="Nobody is told when something goes wrong"
              actions={add}
            >
              A rule sends an e-mail or calls a webhook when a sync fails, when deletions wait for an
              approval, or when nothing has succeeded for too long.
            </EmptyState>
          )}
        </Card>
      </PageContent>
      {editing && (
        <RuleDialog
          saved={editing === 'new' ? null : editing}
          connections={connections}
          mail={mail}
          onSaved={(made) => {
            setEditing(null)
            setSecret(made)
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}
