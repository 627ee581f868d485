'use client'

import { Select } from '@/components/ui/select'
import { TextArea, TextField } from '@/components/ui/text-field'
import type { HttpDraft } from './http-draft'

interface Props {
  draft: HttpDraft
  /** Whether a secret is kept, which is never shown. */
  hasSecret: boolean
  readOnly: string | null
  onChange: (draft: HttpDraft) => void
}

const credentials = [
  { value: 'none', label: 'None' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User name and password' },
  { value: 'apiKey', label: 'API key' },
  { value: 'oauth2', label: 'OAuth 2 client credentials' },
] as const
const secretNames = { none: '', bearer: 'Token', basic: 'Password', apiKey: 'Key', oauth2: 'Client secret' }
const pagings = [
  { value: 'none', label: 'All in one answer' },
  { value: 'nextLink', label: 'Address of the next page in the answer' },
  { value: 'cursor', label: 'Cursor in the answer' },
  { value: 'page', label: 'Page number' },
  { value: 'offset', label: 'Offset' },
  { value: 'linkHeader', label: 'Link header' },
] as const

/** The settings of a JSON API. */
export function HttpFields({ draft, hasSecret, readOnly, onChange }: Props) {
  const set = (change: Partial<HttpDraft>) => onChange({ ...draft, ...change })
  const text = (name: keyof HttpDraft) => ({
    value: draft[name],
    readOnly: readOnly !== null,
    onChange: (value: string) => set({ [name]: value }),
  })
  const choice = { disabled: readOnly !== null, title: readOnly ?? undefined }
  const inAnswer = draft.paging === 'nextLink' || draft.paging === 'cursor'
  const asked = draft.paging === 'cursor' || draft.paging === 'page' || draft.paging === 'offset'

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <TextField
          label="Address"
          mono
          required
          maxLength={2_000}
          placeholder="https://api.contoso.com/items"
          {...text('url')}
        />
      </div>
      <Select
        label="Method"
        value={draft.method}
        options={[
          { value: 'GET', label: 'GET' },
          { value: 'POST', label: 'POST' },
        ]}
        {...choice}
        onChange={(method) => set({ method })}
      />
      <TextField
        label="Path of the records"
        mono
        maxLength={500}
        placeholder="data.items"
        description="Empty: the answer is the list."
        {...text('path')}
      />
      <Select
        label="Credentials"
        value={draft.credentials}
        options={credentials}
        {...choice}
        onChange={(kind) => set({ credentials: kind })}
      />
      {draft.credentials !== 'none' && (
        <TextField
          label={secretNames[draft.credentials]}
          type="password"
          maxLength={20_000}
          placeholder={hasSecret ? 'Kept. Type to replace it.' : undefined}
          description="It is sealed, and never shown again."
          autoComplete="off"
          {...text('secret')}
        />
      )}
      {draft.credentials === 'basic' && <TextField label="User name" maxLength={500} {...text('username')} />}
      {draft.credentials === 'apiKey' && (
        <>
          <Select
            label="The key goes into"
            value={draft.place}
            options={[
              { value: 'header', label: 'A header' },
              { value: 'query', label: 'A parameter of the address' },
            ]}
            {...choice}
            onChange={(place) => set({ place })}
          />
          <TextField
            label="Name of the key"
            mono
            maxLength={200}
            placeholder="X-Api-Key"
            {...text('keyName')}
          />
        </>
      )}
      {draft.credentials === 'oauth2' && (
        <>
          <TextField label="Token address" mono maxLength={2_000} {...text('tokenUrl')} />
          <TextField label="Client id" mono maxLength={500} {...text('clientId')} />
          <TextField label="Scope" mono maxLength={2_000} {...text('scope')} />
        </>
      )}
      <Select
        label="Pages"
        value={draft.paging}
        options={pagings}
        {...choice}
        onChange={(paging) => set({ paging })}
      />
      {inAnswer && (
        <TextField
          label="Where the answer names the next page"
          mono
          maxLength={500}
          placeholder="@odata.nextLink"
          {...text('pagingPath')}
        />
      )}
      {asked && <TextField label="Parameter for the page" mono maxLength={200} {...text('parameter')} />}
      {draft.paging === 'page' && (
        <Select
          label="The first page is"
          value={draft.first}
          options={[
            { value: '0', label: '0' },
            { value: '1', label: '1' },
          ]}
          {...choice}
          onChange={(first) => set({ first })}
        />
      )}
      <TextField
        label="Requests in a second, at most"
        inputMode="decimal"
        maxLength={6}
        {...text('perSecond')}
      />
      <TextArea
        label="Parameters"
        mono
        placeholder="status: open"
        description="One for each line, name: value."
        {...text('query')}
      />
      <TextArea
        label="Headers"
        mono
        placeholder="X-Tenant: contoso"
        description="One for each line. No secrets: they are credentials."
        {...text('headers')}
      />
      {draft.method === 'POST' && (
        <div className="sm:col-span-2">
          <TextArea label="Body" mono maxLength={20_000} {...text('body')} />
        </div>
      )}
    </div>
  )
}
