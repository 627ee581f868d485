import { expect, signIn, test } from '../support/console'
import { helpdeskCsv } from '../support/samples'
import { haveConnection, startSync, upload } from '../support/steps'

test.use({ variables: { EMULATOR_LATENCY_MS: '100' } })

for (const name of ['worker', 'database', 'portal']) {
  test(`a sync goes on by itself after a kill -9 of the ${name}`, async ({ page, console }) => {
    await signIn(page, console, 'alexw@contoso.com')
    await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
    await page.goto(`${console.url}/connections/helpdesktickets/sync`)
    const buffer = Buffer.from(helpdeskCsv(1500))
    await upload(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer })
    await startSync(page)
    await expect.poll(async () => (await console.items('helpdesktickets')).length).toBeGreaterThan(300)

    const before = console.pid(name)
    process.kill(before ?? 0, 'SIGKILL')

    await expect.poll(() => console.pid(name), { timeout: 20_000 }).not.toBe(before)
    await expect
      .poll(async () => (await console.items('helpdesktickets')).length, { timeout: 90_000 })
      .toBe(1500)
    await expect(page.getByText('1,500 of 1,500 rows')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Succeeded')).toBeVisible()
  })
}

test('a run that was paused on its page is still paused after all processes were killed, and goes on when asked', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await upload(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(helpdeskCsv(900)) })
  await startSync(page)
  await expect.poll(async () => (await console.items('helpdesktickets')).length).toBeGreaterThan(100)

  await page.getByRole('button', { name: 'Pause sync' }).click()
  await expect(page.getByText('Nothing is sent until somebody resumes the sync.')).toBeVisible()
  await console.kill()
  await console.restart()
  const paused = (await console.items('helpdesktickets')).length
  expect(paused).toBeLessThan(900)
  await page.reload()
  await expect(page.getByText('Nothing is sent until somebody resumes the sync.')).toBeVisible()
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible()
  expect((await console.items('helpdesktickets')).length).toBe(paused)
  await page.getByRole('button', { name: 'Resume sync' }).click()

  await expect(page.getByText('900 of 900 rows')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Succeeded')).toBeVisible()
})
