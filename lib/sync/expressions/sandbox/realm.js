// Runs in the realm of the expressions, after jsonata.js. Whatever goes in or out is a text.
;(() => {
  const { jsonata } = globalThis
  /** In evaluations; more is a recursion that does not end. */
  const stack = 400
  const sequence = 100_000
  const mostCharacters = 5_000_000
  const timeout = 2_000
  let compiled = {}

  const refused = {
    eval: 'is not available here',
    // An item that differs each time would be sent in every run.
    random: 'gives another value each time',
    shuffle: 'gives another value each time',
    now: 'gives another value each time',
    millis: 'gives another value each time',
    base64encode: 'is not available here',
    base64decode: 'is not available here',
  }

  const told = ({ code, position, message, token }) => ({ code, position, message: String(message), token })

  function compileOne(text) {
    const expression = jsonata(text, { timeout, stack, sequence })
    for (const [name, why] of Object.entries(refused))
      expression.registerFunction(name, () => {
        throw { code: 'refused', message: `$${name} ${why}.` }
      })
    return expression
  }

  /** Takes the expressions by field; answers what is wrong with them by field. */
  globalThis.compileAll = (json) => {
    compiled = Object.create(null)
    const problems = {}
    for (const [field, text] of Object.entries(JSON.parse(json))) {
      try {
        compiled[field] = compileOne(text)
      } catch (error) {
        problems[field] = told(error)
      }
    }
    return JSON.stringify(problems)
  }

  /** The values of a row for some fields, or all: `{ field: { value } | { problem } }`. */
  globalThis.evaluateRow = async (json, fields) => {
    const parts = []
    // No expression can change it: those of JSONata that seem to work on copies.
    const record = JSON.parse(json)
    for (const field of fields ? fields.split('\n') : Object.keys(compiled))
      parts.push(`${JSON.stringify(field)}:${await evaluateOne(field, record)}`)
    return `{${parts.join(',')}}`
  }

  async function evaluateOne(field, record) {
    try {
      const value = await compiled[field].evaluate(record)
      if (typeof value === 'function' || value?._jsonata_lambda || value?._jsonata_function)
        return '{"problem":{"code":"function"}}'
      const text = JSON.stringify(value)
      if (text === undefined) return '{"value":null}'
      if (text.length > mostCharacters) return '{"problem":{"code":"too-large"}}'
      return `{"value":${text}}`
    } catch (error) {
      return JSON.stringify({ problem: told(error) })
    }
  }
})()
