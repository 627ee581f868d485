import { readiness } from '@/lib/web/readiness'

export const dynamic = 'force-dynamic'

/** The process can work: 503 names what is not ready. */
export async function GET() {
  const { ready, checks } = await readiness()
  const headers = { 'cache-control': 'no-store' }
  return Response.json(
    { status: ready ? 'ready' : 'not ready', checks },
    { status: ready ? 200 : 503, headers },
  )
}
