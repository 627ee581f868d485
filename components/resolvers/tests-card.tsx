'use client'

import { Plus } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { later } from '@/components/ui/later'
import { Skeleton } from '@/components/ui/skeleton'

type Given = Omit<ComponentProps<typeof TestCasesCard>, 'adding' | 'onAdding'>

const TestCasesCard = later(() => import('./test-cases-card').then(({ TestCasesCard }) => TestCasesCard), {
  waiting: <Skeleton className="h-28 w-full rounded-lg" />,
})

/** Links with the item they have to lead to; what edits them is loaded with the first one. */
export function TestsCard(props: Given) {
  const [adding, setAdding] = useState(false)
  if (props.tests.length > 0 || adding)
    return <TestCasesCard {...props} adding={adding} onAdding={setAdding} />
  return (
    <Card
      title="Test cases"
      bare
      actions={
        <Button disabledReason={props.readOnly} onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          Add
        </Button>
      }
    >
      <p className="p-4 text-muted">
        A link and the item it has to lead to. A case that fails holds back the save, so what works today
        keeps working.
      </p>
    </Card>
  )
}
