// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from './inspect'
import { createSender } from './sender'
import { openStore } from './store'
import { answerData, type Call, fakeClock, fakeEndpoint, senderDeps } from './testkit'
import { createWriter } from './writer'

/**
 * Any sequence of answers, sends, lost and late replies, restarts and clock jumps: what was resolved arrives at both endpoints,
 * once, and neither ever shows an older state after a newer one.
 */
/** `npm run bench:delivery` asks for more. */
const RUNS = Number(process.env['PEAKEND_MODEL_RUNS'] ?? 150)
const ids = ['a', 'b', 'c'] as const
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('save' as const), id: fc.constantFrom(...ids), done: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      reply: fc.constantFrom('ok', 'lost', 'reset', '500', '429', 'partial', 'captive', 'cut'),
      other: fc.constantFrom('ok', 'lost', 'reset', '500'),
      at: fc.constantFrom('before', 'during', 'after'),
      id: fc.constantFrom(...ids),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replay' as const), nth: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump' as const), days: fc.integer({ min: -8, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unload' as const) }) },
)

describe('the model', () => {
  it(
    'loses nothing that was resolved, doubles nothing, goes back on nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const memory = {}
          const clock = fakeClock()
          let count = 0
          /** Highest resolved, and what the endpoint showed, per response. */
          const resolved = new Map<string, number>()
          const shown = new Map<string, number>()
          let reply = 'ok'
          let replyOfOther = 'ok'
          let during: (() => Promise<void>) | undefined
          const endpoint = fakeEndpoint(async (call) => {
            if (reply === 'reset') throw new TypeError('Failed to fetch')
            if (reply === '429') return new Response('', { status: 429, headers: { 'Retry-After': '30' } })
            if (reply === 'captive') return new Response('<html>')
            await during?.()
            during = undefined
            const kept = reply === 'partial' ? call.events.filter((_, i) => i % 2 === 0) : call.events
            const accepted = endpoint.accept(kept)
            look()
            if (reply === 'lost') throw new TypeError('Failed to fetch')
            if (reply === '500') return new Response('', { status: 500 })
            return reply === 'cut' ? new Response((await accepted.text()).slice(0, -9)) : accepted
          })
          const other = fakeEndpoint((call) => {
            if (replyOfOther === 'reset') throw new TypeError('Failed to fetch')
            const accepted = other.accept(call.events)
            look()
            if (replyOfOther === 'lost') throw new TypeError('Failed to fetch')
            return replyOfOther === '500' ? new Response('', { status: 500 }) : accepted
          })
          const shownByOther = new Map<string, number>()
          const look = () => {
            for (const [{ rows }, seen] of [[endpoint, shown] as const, [other, shownByOther] as const])
              for (const [id, { data }] of rows) {
                const n = Number((data as { answers: { n?: number } }).answers.n ?? 0)
                expect(n).toBeGreaterThanOrEqual(seen.get(id) ?? 0)
                seen.set(id, n)
              }
          }
          const fetch: typeof globalThis.fetch = (url, init) => (String(url).includes('/f') ? other : endpoint).fetch(url, init)
          const open = () => {
            const store = openStore({ level: 'none', project: 'p', allowed: () => true, memory })
            const writer = createWriter({ store, now: clock.now })
            const { deps, of } = senderDeps(store, clock, fetch, {
              requireReceipt: true,
              recent: writer.recent,
              endpoints: [
                { id: 'e', url: '/v1/responses' },
                { id: 'f', url: '/f' },
              ],
            })
            return { store, writer, of, sender: createSender(deps) }
          }
          let page = open()
          const save = async (id: string, done = false) => {
            const n = ++count
            if (!resolved.has(id) && !(await page.writer.load(id)))
              await page.writer.claim({ id, s: 's', t: clock.now() }, answerData(), () => null)
            else await page.writer.load(id)
            const saving = page.writer.save(id, (data) => ({ ...data, answers: { n } }), { done })
            // A stub of an earlier page cannot be answered again: there is nothing to add to, and that is said.
            const outcome = await saving.then(
              () => 'saved',
              (error) => error.code,
            )
            if (outcome === 'saved') resolved.set(id, n)
            else expect(outcome).toBe('missing')
          }
          for (const each of steps) {
            if (each.do === 'save') await save(each.id, each.done)
            else if (each.do === 'jump') clock.jump(each.days * 86_400_000)
            else if (each.do === 'unload') page.sender.unload()
            else if (each.do === 'replay') {
              const call: Call | undefined = endpoint.calls[each.nth % Math.max(endpoint.calls.length, 1)]
              if (call) endpoint.accept(call.events)
              look()
            } else if (each.do === 'restart') {
              page.sender.stop()
              page.writer.stop()
              page = open()
            } else {
              reply = each.reply
              replyOfOther = each.other
              if (each.at === 'before') await save(each.id)
              during = each.at === 'during' ? () => save(each.id) : undefined
              await page.sender.flush()
              during = undefined
              if (each.at === 'after') await save(each.id)
              reply = replyOfOther = 'ok'
            }
          }
          // In the end the network is well.
          reply = 'ok'
          for (let i = 0; i < 5; i++) {
            await page.sender.flush()
            await clock.advance(3_600_000)
          }
          expect((await inspect(page.store, ['e', 'f'])).pending).toEqual([])
          for (const [id, n] of resolved) expect([id, shown.get(id), shownByOther.get(id)]).toEqual([id, n, n])
          expect(page.of('loss')).toEqual([])
          page.sender.stop()
        }),
        { numRuns: RUNS },
      )
    },
    60_000 + RUNS * 200,
  )
})
