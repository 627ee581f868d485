import { expressionsOf } from '../../model/mapping/expressions-of'
import type { Mapping } from '../../model/mapping/mapping'
import { Evaluator } from '../../sync/expressions/evaluator'

/** Refuses a mapping with an expression that cannot be read, with the place of its first error. */
export async function needEvaluable(mapping: Mapping): Promise<void> {
  const evaluator = new Evaluator(expressionsOf(mapping))
  await evaluator.check().finally(() => evaluator.close())
}
