// @vitest-environment node
import { expect, test } from 'vitest'
import { version } from '../../package.json'
import { commands } from './commands'
import { run } from './testing'

test.each([[[]], [['--help']], [['-h']], [['help']]])('%j lists every command', async (argv) => {
  const { code, stdout, stderr } = await run(argv)
  expect([code, stderr]).toEqual([0, ''])
  for (const { name, summary } of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary.slice(0, 20)}`, 'm'))
})

test.each(commands.map((command) => [command.name, command] as const))('%s --help says how it is called', async (name, command) => {
  for (const argv of [
    [name, '--help'],
    ['help', name],
    [name, 'x', '-h'],
  ]) {
    const { code, stdout } = await run(argv)
    expect(code).toBe(0)
    expect(stdout).toContain(`peakend ${name} ${command.usage}\n\n${command.summary}\n`)
    const lines = stdout.split('\n')
    for (const [option, { help }] of Object.entries(command.options))
      expect(lines.some((line) => line.includes(`--${option}`) && line.endsWith(`  ${help}`))).toBe(true)
    expect(stdout).toContain('--help')
  }
})

test('names have no doubles, and summaries one line', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
  for (const { summary } of commands) expect(summary).toMatch(/^[A-Z].*\.$/)
})

test.each(['--version', '-v'])('%s', async (flag) => expect(await run([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' }))

test.each([
  [['chek'], 'peakend: there is no command "chek". Did you mean "check"?\n'],
  [['help', 'chek'], 'peakend: there is no command "chek". Did you mean "check"?\n'],
])('%j: a command that is none', async (argv, said) => expect(await run(argv)).toEqual({ code: 2, stdout: '', stderr: said }))

test('a command far from all of them gets the list', async () => {
  expect((await run(['fly'])).stderr).toMatch(/^peakend: there is no command "fly"\. There is: check/)
})
