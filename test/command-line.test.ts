import { spawn, spawnSync } from 'node:child_process'
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

test('collect starts the collector that is beside the command, and stops it', async () => {
  const child = spawn(process.execPath, [
    join(root, 'dist/cli.js'),
    'collect',
    '--port',
    '0',
    '--host',
    '127.0.0.1',
    '--data',
    await tempFolder(),
  ])
  const code = new Promise((done) => child.once('exit', done))
  let said = ''
  const url = await new Promise<string>((done) => {
    child.stdout.on('data', (part) => {
      said += part
      const found = /listening on (\S+)/.exec(said)?.[1]
      if (found) done(found)
    })
  })
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' })
  child.kill('SIGINT')
  expect(await code).toBe(0)
})

test('collect says what to install where there is no collector', async () => {
  const { status, stdout, stderr } = peakend(['collect'], { cwd: await tempFolder() })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toBe('peakend collect: @peakend/collector is not installed here. Install it: npm install @peakend/collector\n')
})
