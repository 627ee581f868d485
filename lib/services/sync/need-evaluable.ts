import { expressionsOf } from '../../model/mapping/expressions-of'
import type { Mapping } from '../../model/mapping/mapping'
import { AppError } from '../../platform/errors'
import { Evaluator } from '../../sync/expressions/evaluator'

/** Refuses a mapping with an expression that cannot be read, with the place of its first error. */
export async function needEvaluable(mapping: Mapping): Promise<void> {
  const [first] = Object.entries(await Evaluator.check(expressionsOf(mapping)))
  if (first) throw new AppError('invalid', `${first[0]}: ${first[1]}`, { field: first[0] })
}
