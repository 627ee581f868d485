// The program of a process that evaluates what an admin typed. It gets no environment, no rights (see process.ts) and
// gives none on: expressions run in a realm of their own, to which only texts are handed.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setImmediate as breath } from 'node:timers/promises'
import vm from 'node:vm'

const jsonata = createRequire(import.meta.url).resolve('jsonata/jsonata.js')
const realm = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } })
for (const file of [jsonata, new URL('./realm.js', import.meta.url)])
  vm.runInContext(readFileSync(file, 'utf8'), realm)

/** After so long it says how far it is, so that the other side can tell work from a hang. */
const reportMs = 100

process.on('disconnect', () => process.exit())
process.on('message', async ({ compile, rows, fields }) => {
  if (compile) return process.send({ compiled: realm.compileAll(JSON.stringify(compile)) })
  let values = []
  let told = Date.now()
  for (const row of rows) {
    values.push(await realm.evaluateRow(row, fields))
    if (Date.now() - told < reportMs) continue
    process.send({ values })
    values = []
    await breath()
    told = Date.now()
  }
  process.send({ values, done: true })
})
