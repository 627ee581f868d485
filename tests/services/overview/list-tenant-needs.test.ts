import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProfileSource, deleteProfileSource, prioritizeSource } from '@/lib/graph/profile-sources'
import { ask } from '@/lib/services/execute'
import { listTenantNeeds } from '@/lib/services/overview/list-tenant-needs'
import { eachDatabase } from '../../support/database'
import { emulatedGraph, peopleReady } from '../../support/graph'
import { contextFor } from '../../support/services'

const source = (sourceId: string) => ({
  sourceId,
  displayName: `Source ${sourceId}`,
  webUrl: 'https://hr.contoso.com',
  kind: 'Connector',
})

eachDatabase('what the tenant needs', (open) => {
  test('is a place for an unlisted profile source, and an end for a stale one', async () => {
    const opened = await open()
    const tenant = await emulatedGraph({ connections: [peopleReady('hrdata'), peopleReady('talent')] })
    const context = contextFor(opened, tenant)
    await createProfileSource(tenant.graph, source('hrdata'))
    await createProfileSource(tenant.graph, source('talent'))
    await prioritizeSource(tenant.graph, 'talent', 'first')
    await deleteProfileSource(tenant.graph, 'talent')

    const { needs, registered } = await ask(listTenantNeeds, context, {})

    expect(needs.map(({ cause }) => cause)).toEqual([
      'The profile source Source hrdata has no place in the list.',
      'The list of profile sources names talent, which is not registered.',
    ])
    expect(registered).toContain('hrdata')
    expect(registered).not.toContain('talent')
    const settings = { ...tenant.env, graphUrl: 'https://graph.microsoft.us' }
    const elsewhere = await ask(listTenantNeeds, { ...context, settings }, {})
    expect(elsewhere).toEqual({ needs: [], registered: null })
  })

  test('is a new secret from 30 days before the old one ends', async () => {
    const opened = await open()
    const tenant = await emulatedGraph()
    const { configuration, ingestion, signIn } = tenant.env
    const settings = {
      ...tenant.env,
      configuration: { ...configuration, secretExpires: '2026-12-01' },
      ingestion: { ...ingestion, secretExpires: '2027-12-01' },
      signIn: { ...signIn, certificatePem: readFileSync('tests/support/certificate.pem', 'utf8') },
    }
    const at = async (day: string) => {
      const clock = () => new Date(`${day}T00:00:00Z`)
      return (await ask(listTenantNeeds, contextFor(opened, tenant, { settings, clock }), {})).needs
    }

    expect(await at('2026-11-01')).toEqual([])
    expect(await at('2026-11-22')).toMatchObject([
      { tone: 'warn', cause: 'The secret of the configuration app expires in 9 days.' },
    ])
    expect(await at('2026-12-02')).toMatchObject([
      { tone: 'bad', cause: 'The secret of the configuration app has expired.' },
    ])
    expect((await at('9999-01-01')).map(({ cause }) => cause)).toContain(
      'The certificate of the sign-in app has expired.',
    )
  })
})
