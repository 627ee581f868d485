'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { type MemberType, memberTypes } from '@/lib/model/groups/group'
import { memberWords } from '@/lib/model/groups/member-words'
import { unwrap } from '@/lib/web/fetch'
import { addMembers } from './actions'

const types = memberTypes.map((value) => ({ value, label: memberWords[value] }))
const asked: Record<MemberType, string> = {
  user: 'User principal name or object id',
  group: 'Object id of the group',
  externalGroup: 'Id of the external group',
}

/** Puts one member into a group. */
export function AddMember({
  connectionId,
  groupId,
  noEdit,
}: {
  connectionId: string
  groupId: string
  noEdit: string | null
}) {
  const router = useRouter()
  const [type, setType] = useState<MemberType>('user')
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: () => unwrap(addMembers({ connectionId, groupId, members: [{ type, name: name.trim() }] })),
    onSuccess() {
      setName('')
      router.refresh()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!noEdit && !add.isPending && name.trim() !== '') add.mutate()
  }
  return (
    <form onSubmit={submit} className="grid items-start gap-2 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <Select label="Kind of member" value={type} onChange={setType} options={types} />
      <TextField
        label={asked[type]}
        value={name}
        onChange={(text) => {
          setName(text)
          add.reset()
        }}
        maxLength={320}
        problem={problemOf(add.error)?.message}
      />
      <span className="sm:pt-6">
        <Button
          type="submit"
          pending={add.isPending}
          disabledReason={noEdit ?? (name.trim() === '' ? 'Write who it is first' : null)}
        >
          Add member
        </Button>
      </span>
    </form>
  )
}
