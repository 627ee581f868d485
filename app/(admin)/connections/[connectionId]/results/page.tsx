import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ResultsPage } from '@/components/results/results-page'
import { whyNot } from '@/lib/access/can'
import { readResults } from '@/lib/services/results/read-results'

export const generateMetadata = connectionTitle('Results')

export default connectionPage({
  failed: 'The result templates cannot be read.',
  read: readResults,
  show: ({ connection, actor }, results) => (
    <ResultsPage
      connection={connection}
      {...results}
      username={actor.username}
      noEdit={whyNot(actor, 'results.submit', { connectionId: connection.id })}
      noConfirm={whyNot(actor, 'checklist.confirm', { connectionId: connection.id })}
    />
  ),
})
