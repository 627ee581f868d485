import { spawnSync } from 'node:child_process'

/** Everything, as CI runs it. The first step that fails ends the run. */
const steps = ['check', 'test:unit', 'test:e2e']

for (const step of steps) {
  const started = Date.now()
  const { status } = spawnSync('npm', ['run', '--silent', step], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  const seconds = ((Date.now() - started) / 1000).toFixed(0)
  process.stdout.write(`\n${status === 0 ? 'passed' : 'FAILED'}: ${step} in ${seconds} s\n\n`)
  if (status !== 0) process.exit(status ?? 1)
}
