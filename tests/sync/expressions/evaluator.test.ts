import { afterEach, expect, test } from 'vitest'
import { Evaluator } from '@/lib/sync/expressions/evaluator'

const open: Evaluator[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

function evaluator(expressions: Record<string, string>, limits = {}) {
  const one = new Evaluator(expressions, limits)
  open.push(one)
  return one
}

const made = async (expression: string, values = {}) => {
  const [computed] = await evaluator({ x: expression }).evaluate([{ row: 7, values }])
  return computed?.x
}

test('gives the values of each row by field, in their order', async () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => ({
    row: at + 1,
    values: { n: String(at), tags: ['ä', 'b'] },
  }))
  const computed = await evaluator({
    id: '"T" & n',
    list: 'tags[$ != "b"]',
    none: 'missing.deeper',
  }).evaluate(rows)
  expect(computed).toHaveLength(1_200)
  expect(computed[1_199]).toEqual({ id: { value: 'T1199' }, list: { value: 'ä' }, none: { value: null } })
})

test('gives only the asked fields', async () => {
  const rows = [{ row: 1, values: { a: 1 } }]
  expect(await evaluator({ one: 'a', two: 'a + 1' }).evaluate(rows, ['two'])).toEqual([{ two: { value: 2 } }])
})

test('keeps all digits of a whole number that no double can hold', async () => {
  expect(await made('id', { id: 12345678901234567890n })).toEqual({ value: '12345678901234567890' })
})

test('names the place of an error in an expression', async () => {
  expect(await evaluator({ title: 'a & ', body: 'b' }, { tolerant: true }).check()).toEqual({
    title: expect.stringContaining('The expression has an error at character 4'),
  })
  await expect(evaluator({ title: '(((' }).evaluate([{ row: 1, values: {} }])).rejects.toMatchObject({
    code: 'invalid',
    field: 'title',
  })
})

test('costs the row where an expression fails, and no other', async () => {
  const rows = [
    { row: 1, values: { n: '5' } },
    { row: 2, values: { n: 'five' } },
    { row: 3, values: { n: '7' } },
  ]
  const computed = await evaluator({ x: '$number(n)' }).evaluate(rows)
  expect(computed.map(({ x }) => x)).toEqual([
    { value: 5 },
    { problem: expect.stringMatching(/failed at character \d+ at row 2: .*five/) },
    { value: 7 },
  ])
})

test('costs the row that makes a text of what no table can hold, and quotes none', async () => {
  const rows = ['a', 'b', 'c', 'd'].map((t, at) => ({ row: at + 1, values: { t } }))
  const odd =
    '$lookup({"a": "x\\u0000", "b": ["\\ud800"], "c": {"\\u0000": 1}, "d": "fine \\ud83d\\ude00"}, t)'
  const computed = await evaluator({ x: odd }).evaluate(rows)
  const problem = expect.stringContaining('gives a NUL character or half a character at row')
  expect(computed.map(({ x }) => x)).toEqual([{ problem }, { problem }, { problem }, { value: 'fine 😀' }])

  const [quoting] = await evaluator({ x: '$number("\\u0000")' }).evaluate(rows.slice(0, 1))
  expect(quoting).toEqual({ x: { problem: expect.not.stringContaining('\0') } })
})

const endless = { re: '/^(a+)+$/', text: `${'a'.repeat(40)}!` }

test('ends a regular expression that backtracks for ever, names its row and goes on after it', async () => {
  const rows = [
    { row: 1, values: { t: 'aaa' } },
    { row: 2, values: { t: endless.text } },
    { row: 3, values: { t: 'a' } },
  ]
  const computed = await evaluator(
    { fine: 't & "."', slow: `$contains(t, ${endless.re})` },
    { silentMs: 1_500 },
  ).evaluate(rows)
  expect(computed).toEqual([
    { fine: { value: 'aaa.' }, slow: { value: true } },
    {
      fine: { value: `${endless.text}.` },
      slow: { problem: expect.stringMatching(/longer than 2 seconds at row 2\./) },
    },
    { fine: { value: 'a.' }, slow: { value: true } },
  ])
})

test('gives up when too many rows take too long', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => ({ row: at + 1, values: { t: 'x' } }))
  const slow = evaluator({ title: '($f := function($n) { $f($n + 1) }; $f(1))' }, { mostEnded: 1 })
  await expect(slow.evaluate(rows)).rejects.toMatchObject({
    code: 'invalid',
    field: 'title',
    message: expect.stringContaining('title: the expression took longer than 2 seconds at row 1.'),
  })
})

test.each([
  // Which of the two limits it meets first depends on the machine.
  ['a text of 500 MB', '$pad("x", 500000000)', /(more than 192 MB of memory|longer than 2 seconds) at row 7/],
  [
    'a recursion without end',
    '($f := function($n) { 1 + $f($n + 1) }; $f(1))',
    /calls itself too often at row 7/,
  ],
  ['a range of ten million', '$sum([1..10000000])', /list of more than 100,000 entries/],
  [
    'a list that doubles',
    '($f := function($s) { $f($append($s, $s)) }; $f([1,2,3,4]))',
    /list of more than 100,000/,
  ],
  [
    'a text that doubles',
    '($f := function($s) { $f($s & $s) }; $f("xxxxxxxxxxxxxxxx"))',
    /failed at character/,
  ],
  ['a result of 6 MB', '$pad("x", 6000000)', /gives more than 5 MB/],
  ['a function', '$uppercase', /gives a function/],
  ['code inside a text', '$eval("1 + 1")', /\$eval is not available/],
  ['the time', '$now()', /\$now gives another value each time/],
  ['chance', '$random()', /\$random gives another value/],
  ['a call of what is no function', '(constructor.constructor)("return process")()', /non-function/],
])('refuses %s', async (_, expression, problem) => {
  expect(await made(expression, { a: 1 })).toEqual({ problem: expect.stringMatching(problem) })
})

test.each([
  '$.constructor',
  '$.__proto__',
  '$lookup($, "constructor")',
  '$string.constructor',
  'process',
  '$globalThis',
])('shows nothing but the row: %s', async (expression) =>
  expect(await made(expression, { a: 1 })).toEqual({ value: null }),
)

test('leaves the prototypes of the page alone', async () => {
  const values = JSON.parse('{ "__proto__": { "polluted": true }, "a": 1 }')
  expect(await made('$merge([$, { "constructor": "x" }])', values)).toMatchObject({ value: { a: 1 } })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
