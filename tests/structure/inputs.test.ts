import { expect, test } from 'vitest'
import type { z } from 'zod'
import { sources } from './files'

const made = sources('lib/services/**/*.ts').filter(({ text }) => /= (command|query)\(\{/.test(text))

interface UseCase {
  kind: 'command' | 'query'
  name: string
  input: z.ZodType
}

const isUseCase = (value: unknown): value is UseCase =>
  typeof value === 'object' && value !== null && 'kind' in value && 'permission' in value && 'input' in value

async function useCases() {
  const modules = await Promise.all(made.map(({ path }) => import(`../../${path}`)))
  return modules.flatMap((module) => Object.values(module as Record<string, unknown>)).filter(isUseCase)
}

/** Formats whose texts cannot be longer than a few dozen letters. */
const short = new Set(['uuid', 'guid', 'datetime', 'date', 'time', 'boolean'])
/** Kinds without parts that are of one size each. */
const flat = new Set(['number', 'int', 'boolean', 'enum', 'literal', 'null', 'undefined', 'date', 'never'])

interface Check {
  _zod: { def: { check: string } }
}

interface Def {
  type: string
  checks?: Check[]
  format?: string
  element?: z.ZodType
  innerType?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
  shape?: Record<string, z.ZodType>
  catchall?: z.ZodType
  options?: z.ZodType[]
  left?: z.ZodType
  right?: z.ZodType
  keyType?: z.ZodType
  valueType?: z.ZodType
  getter?: () => z.ZodType
}

/** The parts of a schema that take as much as somebody sends. */
function unbounded(schema: z.ZodType, path: string): string[] {
  const { def } = schema._zod as unknown as { def: Def }
  const inner = (part: z.ZodType | undefined, name = '') => (part ? unbounded(part, `${path}${name}`) : [])
  const isLimit = ({ _zod: { def: check } }: Check) =>
    check.check === 'max_length' || check.check === 'length_equals'
  const limit = def.checks?.some(isLimit) ? [] : [`${path} (${def.type})`]
  if (flat.has(def.type)) return []
  switch (def.type) {
    case 'string':
      return short.has(def.format ?? '') ? [] : limit
    case 'array':
      return [...limit, ...inner(def.element, '[]')]
    case 'record':
      return [
        ...(limitOf(schema) ? [] : [`${path} (record)`]),
        ...inner(def.keyType, '{key}'),
        ...inner(def.valueType, '{}'),
      ]
    case 'object':
      return [...Object.entries(def.shape ?? {}).flatMap(([name, part]) => inner(part, `.${name}`))]
    case 'union':
      return (def.options ?? []).flatMap((option) => inner(option))
    case 'intersection':
      return [...inner(def.left), ...inner(def.right)]
    case 'pipe':
      // Whatever the first part lets through is checked by the second before anybody works with it.
      return inner(def.in).length === 0 || inner(def.out).length === 0 ? [] : inner(def.out)
    case 'lazy':
      return []
    case 'unknown':
    case 'any':
    case 'custom':
    case 'transform':
      // As much as `needAdmissible` lets through: depth, number of parts and letters in all.
      return []
    default:
      return def.innerType ? inner(def.innerType) : [`${path} (${def.type}, which this test does not know)`]
  }
}

/** A record counts its entries by a check of its own (lib/model/bounded-record.ts). */
const limitOf = (schema: z.ZodType) => schema.meta()?.maxEntries

test('every string, list and record that a command or a query takes has a maximum', async () => {
  const all = await useCases()

  expect(all.length).toBeGreaterThan(50)
  expect(all.flatMap(({ name, input }) => unbounded(input, name))).toEqual([])
})
