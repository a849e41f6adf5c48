import { spawnSync } from 'node:child_process'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { version } from '../package.json'
import { tempFolder } from './support/cleanup'
import { root } from './support/collector'

let alone = ''
beforeAll(async () => {
  // A site installs the package without any dependency: nothing of ours may be found beside the file.
  alone = join(await tempFolder(), 'cli.mjs')
  await copyFile(join(root, 'dist/cli.js'), alone)
})
/** Runs the built command in a process of its own, where nothing but Node is at hand. */
const peakend = (argv: readonly string[], { cwd = root, input = '' } = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [alone, ...argv], { encoding: 'utf8', cwd, input })
  return { status, stdout, stderr }
}

test('the shop’s configuration is right', () => {
  expect(peakend(['check', 'demo/peakend.json', '--strict'])).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^demo\/peakend\.json: \d+ surveys, no mistakes\.\n$/),
    stderr: '',
  })
})

test('a broken file, somewhere else', async () => {
  const cwd = await tempFolder()
  await writeFile(join(cwd, 'broken.json'), '{\n  "version": 1,\n  "surveys": [{ "id": "x", "sample": 50 }]\n}\n')
  const { status, stdout, stderr } = peakend(['check', 'broken.json'], { cwd })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toContain(`error  broken.json:3:38  surveys[0].sample (out-of-range)
       expected a share from 0 (nobody) to 1 (everybody)
       got      50
       Half of them is 0.5.
`)
  expect(stdout).toMatch(/\nbroken\.json: 1 survey, 4 mistakes\.\n$/)
})

test('piped in, and asked wrongly', () => {
  expect(peakend(['check', '-'], { input: '{ "version": 1, "surveys": [] }' }).stdout).toBe('standard input: 0 surveys, no mistakes.\n')
  expect(peakend(['--version']).stdout).toBe(`${version}\n`)
  expect(peakend(['check']).status).toBe(2)
})
