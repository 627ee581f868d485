import { z } from 'zod'
import { boundedRecord } from '../bounded-record'
import { numberText } from '../number-text'
import { inputLimits } from './limits'

export const Joined = z.enum(['or', 'and'])
export type Joined = z.infer<typeof Joined>

/** Graph's `displayTemplate` as it answers it; members we do not know are kept. */
export const DisplayTemplate = z.looseObject({
  id: z.string().max(1_000),
  priority: z.number(),
  layout: boundedRecord(z.string().max(1_000), z.unknown(), 1_000),
  rules: z
    .array(
      z.looseObject({
        property: z.string().max(1_000),
        operation: z.string().max(1_000),
        values: z.array(z.string().max(10_000)).max(1_000),
        valuesJoinedBy: z.string().max(1_000),
      }),
    )
    .max(1_000)
    .nullish(),
})
export type DisplayTemplate = z.infer<typeof DisplayTemplate>

/** Graph's `searchSettings` as it answers them; members we do not know are kept. */
export const SearchSettings = z.looseObject({ searchResultTemplates: z.array(DisplayTemplate).nullish() })
export type SearchSettings = z.infer<typeof SearchSettings>

const rule = z.object({
  property: z.string().max(64),
  operation: z.string().max(32),
  values: z
    .array(z.string().max(inputLimits.valueLength, `Use at most ${inputLimits.valueLength} characters.`))
    .max(inputLimits.values, `A rule has at most ${inputLimits.values} values.`),
  valuesJoinedBy: Joined,
})
export type RuleDraft = z.infer<typeof rule>

/**
 * A template somebody is editing. It may break any rule, so that a half-edited one can be kept and shown:
 * `checkTemplates` says what is wrong with it.
 */
export const TemplateDraft = z.object({
  /** The id by which Graph has it; null for a new one. */
  from: z.string().max(128).nullable(),
  id: z.string().max(128),
  priority: z.number().nullable(),
  rules: z.array(rule).max(inputLimits.rules, `A template has at most ${inputLimits.rules} rules.`),
  /** The Adaptive Card as text, as it was typed. */
  layout: z
    .string()
    .max(
      inputLimits.layoutLength,
      `A layout has at most ${numberText(inputLimits.layoutLength)} characters.`,
    ),
})
export type TemplateDraft = z.infer<typeof TemplateDraft>

/** What is edited, and what Graph had when the editing began. */
export const ResultsDraft = z.object({
  templates: z.array(TemplateDraft).max(10),
  base: z.array(DisplayTemplate).max(10),
})
export type ResultsDraft = z.infer<typeof ResultsDraft>
