import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config, Survey } from '../../src/survey/config'
import { countsEvent, type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

const survey = (id: string, change: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: 'confirmation',
  trigger: { on: 'manual' },
  questions: [{ id: 'csat', type: 'csat', text: 'How was it?' }],
  ...change,
})
describe.each(stores)('on $name', (on) => {
  let folder: string
  let file: string
  let running: Running
  const write = (...surveys: readonly Survey[]) =>
    writeFileSync(
      file,
      JSON.stringify({ version: 1, touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }], surveys } satisfies Config),
    )
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-quotas-'))
    file = join(folder, 'peakend.json')
    write(survey('checkout-csat', { quota: 3, owner: 'SECRET' }), survey('after-chat'), survey('nps', { quota: 9 }))
    running = await start({ config: file }, on)
  })
  afterEach(async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const answer = (id: string, change: Parameters<typeof responseEvent>[2] = {}) => responseEvent(id, 2, { score: 4, ...change })
  const remaining = async (...events: Parameters<Running['post']>[0]) => (await running.post(events)).remaining
  const config = async (project = 'default', etag?: string) => {
    const headers = etag ? { 'if-none-match': etag } : {}
    const response = await fetch(`${running.url}/v1/config?project=${project}`, { headers })
    const surveys = response.status === 200 ? ((await response.json()) as Config).surveys : []
    return { status: response.status, etag: response.headers.get('etag') ?? '', quotas: surveys.map(({ quota }) => quota) }
  }

  describe('a reply says how many answers are still wanted', () => {
    it('after each answer, never below none', async () => {
      expect(await remaining(responseEvent('a', 1))).toEqual({ 'checkout-csat': 3 })
      expect(await remaining(answer('a'))).toEqual({ 'checkout-csat': 2 })
      expect(await remaining(answer('a'))).toEqual({ 'checkout-csat': 2 })
      expect(await remaining(answer('b'), answer('c'), answer('d'), answer('e'))).toEqual({ 'checkout-csat': 0 })
    })
    it('of the surveys in the batch that have a quota, and says nothing where there are none', async () => {
      expect(await remaining(answer('a', { survey: 'after-chat' }))).toBeUndefined()
      expect(await remaining(answer('b', { survey: 'gone' }))).toBeUndefined()
      expect(await remaining(countsEvent('c', []))).toBeUndefined()
      expect(await remaining({ nonsense: true })).toBeUndefined()
      expect(await remaining(answer('d'), answer('e', { survey: 'nps' }))).toEqual({ 'checkout-csat': 2, nps: 8 })
    })
    it('tests and sample data do not count, nor do answers of another wave or another project', async () => {
      expect(await remaining(answer('a', { test: true }), answer('s', { simulated: true }), answer('b', { wave: 2 }))).toEqual({
        'checkout-csat': 3,
      })
      await running.post([answer('c', { project: 'elsewhere' })], 'elsewhere')
      expect(await remaining(answer('d'))).toEqual({ 'checkout-csat': 2 })
    })
    it('a new wave counts anew, as soon as the file says so', async () => {
      await running.post([answer('a'), answer('b'), answer('c')])
      write(survey('checkout-csat', { quota: 3, wave: 2 }))
      expect(await remaining(answer('d', { wave: 2 }))).toEqual({ 'checkout-csat': 2 })
    })
  })

  describe('the configuration it publishes', () => {
    it('says 0 once enough came, to the visitors of that project, with another entity tag', async () => {
      const before = await config()
      expect(before.quotas).toEqual([3, undefined, 9])
      await running.post([answer('a'), answer('b')])
      expect((await config('default', before.etag)).status).toBe(304)
      await running.post([answer('c')])
      const after = await config('default', before.etag)
      expect(after.quotas).toEqual([0, undefined, 9])
      expect(after.etag).not.toBe(before.etag)
      expect((await config('default', after.etag)).status).toBe(304)
      expect((await config('elsewhere')).etag).toBe(before.etag)
      expect(await (await fetch(`${running.url}/v1/config?project=default`)).text()).not.toContain('SECRET')
    })
    it('and the quota again in the next wave, or when it is raised', async () => {
      await running.post([answer('a'), answer('b'), answer('c')])
      write(survey('checkout-csat', { quota: 3, wave: 2 }))
      expect((await config()).quotas).toEqual([3])
      write(survey('checkout-csat', { quota: 40 }))
      expect((await config()).quotas).toEqual([40])
    })
  })

  it('a count that fails is told, and neither the reply nor the configuration waits for it', async () => {
    const place = await on.take()
    const store = await place.open()
    const failing = await start({ config: file, store: { ...store, answered: () => Promise.reject(new Error('locked')) } })
    const reply = await failing.post([answer('a')])
    expect(reply.results).toEqual([{ id: 'a:2', status: 'stored' }])
    expect(reply).not.toHaveProperty('remaining')
    expect((await fetch(`${failing.url}/v1/config?project=default`)).status).toBe(200)
    expect(failing.logged).toEqual(Array(2).fill('The answers of a quota could not be counted locked'))
    await failing.stop()
    await place.leave()
  })
})
