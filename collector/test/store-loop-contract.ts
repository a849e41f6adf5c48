import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import { judged } from '../src/loop/rules'
import type { Channel, ChannelKind, StoreItem } from '../src/store'
import { forgetEvent, instrument, NOW, responseEvent } from './fixtures'
import { type StoreKind, useStore } from './stores'

const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString()
const judge = judged(() => null)
const by = { who: 'Grace', at: at(0) }
type Change = Parameters<typeof responseEvent>[2]
/** A validated item as the route makes it, judged by the rules. */
const item = (event: Readonly<{ data: { project: string } }>): StoreItem => {
  const checked = check(event, event.data.project, NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return judge(checked.item)
}
const response = (id: string, revision: number, change: Change = {}) =>
  item(responseEvent(id, revision, { status: 'completed', ...change }))

export const channelOf = (id: string, kind: ChannelKind = 'webhook', change: Partial<Channel> = {}): Channel => ({
  project: 'default',
  id,
  kind,
  name: id,
  url: 'https://receiver.example/hook',
  settings: {
    includeComment: false,
    includeContact: false,
    owner: '',
    to: [],
    toOwner: false,
    alerts: true,
    digest: null,
    language: 'en',
    identifyBy: 'email',
    idProperty: 'customer_id',
  },
  state: 'on',
  base: 'https://feedback.example',
  createdAt: at(0),
  ...change,
})
const secrets = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', previous: '', previousUntil: '' }

/** What every store has to hold of closing the loop. */
export const loopContract = ({ name, take }: StoreKind): void => {
  describe(`the loop of a store on ${name}`, () => {
    const store = useStore(take)
    const alerts = (scope = {}) => store.loop.alerts({ project: 'default', ...scope }, null, 100)
    const due = (minutes = 10, limit = 100) => store.loop.claim(at(minutes), at(minutes + 1), limit)

    it('opens an alert in the same breath as the low answer, and none for good ones, tests and mere showings', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      await store.apply('default', [
        response('low', 1, { score: 2 }),
        response('good', 1, { score: 4 }),
        response('test', 1, { score: 1, test: true }),
        response('seen', 1, { status: 'seen' }),
      ])
      expect(await alerts()).toMatchObject([{ id: 'low', reasons: ['low'], score: 2, band: 'low', active: true, case: { state: 'new' } }])
      expect(await due()).toMatchObject([{ channel: 'c', kind: 'alert', subject: 'low', attempts: 1 }])
    })

    it('any order of revisions makes one alert at most, which says what the latest says, tells each channel once, and at most once more', async () => {
      await store.loop.addChannel(channelOf('one'), secrets, by)
      await store.loop.addChannel(channelOf('two', 'slack'), secrets, by)
      let run = 0
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }).chain((scores) =>
            fc.tuple(
              fc.shuffledSubarray(
                scores.map((score, index) => ({ score, revision: index + 1 })),
                { minLength: scores.length },
              ),
              fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
            ),
          ),
          async ([revisions, sendsBetween]) => {
            const id = `r${run++}`
            const told = new Set<string>()
            const again = new Set<string>()
            const send = async () => {
              for (const leased of await due()) {
                if (leased.subject === id) (leased.kind === 'alert' ? told : again).add(leased.id)
                await store.loop.finish(leased, { state: 'sent', at: at(10), status: 200 })
              }
            }
            for (const [index, { score, revision }] of revisions.entries()) {
              await store.apply('default', [response(id, revision, { score }), response(id, revision, { score })])
              if (sendsBetween[index]) await send()
            }
            await send()
            const last = revisions.reduce((a, b) => (a.revision > b.revision ? a : b))
            const found = (await alerts()).filter((alert) => alert.id === id)
            expect(found.length).toBeLessThanOrEqual(1)
            expect(found[0]?.active ?? false).toBe(last.score <= 2)
            if (found[0]) expect(found[0].score).toBe(last.score)
            // Whoever was told, was told once, and what changed then once more.
            if (last.score <= 2) expect(told.size).toBe(2)
            expect(again.size).toBeLessThanOrEqual(told.size)
            const kinds = (await store.loop.deliveries('default', 'one', 1000))
              .filter(({ subject }) => subject === id)
              .map(({ kind }) => kind)
            expect(new Set(kinds).size).toBe(kinds.length)
          },
        ),
        { numRuns: 15 },
      )
    })

    it('leaves of several revisions in one batch what they would leave one after the other', async () => {
      const projects = ['default', 'alone'] as const
      const of = { project: '', test: false }
      for (const project of projects) await store.loop.addChannel(channelOf('c', 'webhook', { project }), secrets, by)
      const revision = fc.record({
        id: fc.constantFrom('a', 'b'),
        revision: fc.integer({ min: 1, max: 4 }),
        score: fc.integer({ min: 1, max: 5 }),
        comment: fc.option(fc.constantFrom('fine', 'slow'), { nil: undefined }),
        email: fc.option(fc.constantFrom('a@example.com', 'b@example.com'), { nil: undefined }),
        nps: fc.boolean(),
        minute: fc.integer({ min: 0, max: 3000 }),
      })
      type Revision = typeof revision extends fc.Arbitrary<infer One> ? One : never
      let run = 0
      const itemOf = (project: string, { id, score, comment, email, nps, minute, ...one }: Revision): StoreItem => {
        return response(`${run}-${id}`, one.revision, {
          project,
          instrument: instrument({
            fingerprint: nps ? 'f2' : 'f1',
            type: nps ? 'nps' : 'csat',
            points: nps ? 11 : 5,
            types: { csat: nps ? 'nps' : 'csat', why: 'text', you: 'contact' },
          }),
          answers: { csat: score, ...(comment && { why: comment }), ...(email && { 'you.email': email }) },
          // Their times differ from batch to batch, so that a later revision may lie before an earlier one.
          createdAt: at(-minute),
          sentAt: at(0),
          respondent: { id: `device-${score % 2}`, kind: 'device' },
        })
      }
      const leftIn = async (project: string) => ({
        responses: (await store.page({ project }, '', 1000)).map((one) => ({ ...one, project: '' })),
        contacts: (await store.contacts({ project }, null, 1000)).map((one) => ({ ...one, project: '' })),
        comments: (await store.comments({ ...of, project }, { limit: 1000 })).map(({ id }) => id),
        alerts: (await store.loop.alerts({ project }, null, 1000)).map((one) => ({ ...one, project: '' })),
        told: (await store.loop.deliveries(project, 'c', 1000))
          .map(({ subject, state, nextAt }) => ({ subject, state, nextAt }))
          .sort((one, two) => (one.subject < two.subject ? -1 : 1)),
        scores: await store.days({ ...of, project }),
        people: await store.people({ ...of, project }, 'confirmation', 'f2', ['2027-02-01']),
        showings: await store.showings({ ...of, project }),
      })
      const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort()
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(revision, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }), async (batches) => {
          run++
          for (const batch of batches) {
            const together = await store.apply(
              'default',
              batch.map((one) => itemOf('default', one)),
            )
            const apart = []
            for (const one of batch) apart.push(...(await store.apply('alone', [itemOf('alone', one)])))
            expect(together).toEqual(apart)
          }
          const [left, expected] = await Promise.all(projects.map(leftIn))
          for (const [what, list] of Object.entries(left ?? {}))
            expect([what, ...sorted(list)]).toEqual([what, ...sorted((expected as Record<string, readonly unknown[]>)[what] ?? [])])
        }),
        { numRuns: 15 },
      )
    })

    describe('what was told and has changed since', () => {
      const tellAll = async (minutes = 10) => {
        const all = await due(minutes)
        for (const leased of all) await store.loop.finish(leased, { state: 'sent', at: at(minutes), status: 200 })
        return all.map(({ channel, kind }) => `${channel} ${kind}`).sort()
      }

      it('is told once more: another score, another reason, a comment where the channel has comments', async () => {
        const of = channelOf('quotes')
        await store.loop.addChannel(channelOf('plain'), secrets, by)
        await store.loop.addChannel({ ...of, settings: { ...of.settings, includeComment: true } }, secrets, by)
        await store.apply('default', [response('a', 1, { score: 2 }), response('b', 1, { score: 2 })])
        expect(await tellAll()).toHaveLength(4)
        await store.apply('default', [response('a', 2, { score: 2, comment: 'It broke' })])
        expect(await tellAll()).toEqual(['quotes update'])
        await store.apply('default', [response('b', 2, { score: 1 })])
        expect(await tellAll()).toEqual(['plain update', 'quotes update'])
        // One update, and no storm.
        for (const revision of [3, 4, 5]) await store.apply('default', [response('b', revision, { score: 2, comment: `Said ${revision}` })])
        expect(await tellAll()).toEqual([])
      })

      it('is told when it is low no longer, and not at all where it came back to what was told', async () => {
        await store.loop.addChannel(channelOf('c'), secrets, by)
        await store.apply('default', [response('a', 1, { score: 2 }), response('b', 1, { score: 2 })])
        await tellAll()
        await store.apply('default', [response('a', 2, { score: 5 }), response('b', 2, { score: 1 })])
        await store.apply('default', [response('b', 3, { score: 2 })])
        expect(await tellAll()).toEqual(['c update'])
      })

      it('changes nothing for who was not told yet: they hear how things stand', async () => {
        await store.loop.addChannel(channelOf('c'), secrets, by)
        await store.apply('default', [response('a', 1, { score: 2 })])
        await store.apply('default', [response('a', 2, { score: 1 })])
        const [leased] = await due()
        if (!leased) throw new Error('expected one')
        await store.loop.finish(leased, { state: 'waiting', nextAt: at(30), status: 500, reason: 'http-500' })
        await store.apply('default', [response('a', 3, { score: 2, comment: 'Late' })])
        expect(await tellAll(60)).toEqual(['c alert'])
        // While it was under way nobody knows what was told.
        await store.apply('default', [response('b', 1, { score: 2 })])
        await due()
        await store.apply('default', [response('b', 2, { score: 1 })])
        expect(
          (await store.loop.deliveries('default', 'c', 9))
            .filter(({ subject }) => subject === 'b')
            .map(({ kind }) => kind)
            .sort(),
        ).toEqual(['alert', 'update'])
      })
    })

    it('waits for what the visitor goes on to say, a minute at most', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      await store.apply('default', [response('a', 2, { score: 1, status: 'answered' })])
      expect(await due(0.5)).toEqual([])
      await store.apply('default', [response('b', 2, { score: 1, status: 'answered' }), response('b', 3, { score: 1, comment: 'Late' })])
      expect((await due(0.5)).map(({ subject }) => subject)).toEqual(['b'])
      expect((await due(1)).map(({ subject }) => subject)).toEqual(['a'])
    })

    it('gives what is due to one at a time, again when a lease is over, and nothing of paused channels', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      await store.apply(
        'default',
        [...Array(6).keys()].map((index) => response(`r${index}`, 1, { score: 1 })),
      )
      const [one, two] = await Promise.all([store.loop.claim(at(1), at(2), 3), store.loop.claim(at(1), at(2), 3)])
      expect(new Set([...one, ...two].map(({ subject }) => subject)).size).toBe(one.length + two.length)
      await due(1)
      expect(await due(1)).toEqual([])
      const again = await due(5)
      expect(again).toHaveLength(6)
      expect(new Set(again.map(({ attempts }) => attempts))).toEqual(new Set([2]))
      const [first, second] = again
      if (!first || !second) throw new Error('expected two')
      await store.loop.finish({ ...first, lease: 'another' }, { state: 'sent', at: at(5), status: 200 })
      await store.loop.finish(second, { state: 'waiting', nextAt: at(30), status: 500, reason: 'http-500' })
      await store.loop.changeChannel('default', 'c', { state: 'paused' }, by)
      expect(await due(60)).toEqual([])
      await store.loop.changeChannel('default', 'c', { state: 'on' }, by)
      expect(await due(20)).toHaveLength(5)
      expect(await due(60)).toHaveLength(6)
    })

    it('tells a channel only of the owner it is for', async () => {
      const of = channelOf('c')
      await store.loop.addChannel({ ...of, settings: { ...of.settings, owner: 'shop' } }, secrets, by)
      const low = response('a', 1, { score: 1 })
      if (low.type !== 'response' || !low.judgement) throw new Error('expected a judgement')
      await store.apply('default', [
        low,
        { ...response('b', 1, { score: 1 }), judgement: { ...low.judgement, owner: 'shop' } } as StoreItem,
      ])
      expect((await due()).map(({ subject }) => subject)).toEqual(['b'])
    })

    it('keeps the score of identified customers, and says it again when it changes', async () => {
      await store.loop.addChannel(channelOf('crm', 'hubspot'), secrets, by)
      const user = { respondent: { id: 'ada@example.com', kind: 'user' } } as const
      await store.apply('default', [response('a', 1, { score: 5, ...user }), response('b', 1, { score: 5 })])
      const [first] = await due()
      expect(first).toMatchObject({ kind: 'score', subject: 'a', mark: 'csat 5 high' })
      if (first) await store.loop.finish(first, { state: 'sent', at: at(10), status: 200 })
      await store.apply('default', [response('a', 2, { score: 5, comment: 'Still', ...user })])
      expect(await due()).toEqual([])
      await store.apply('default', [response('a', 3, { score: 2, ...user })])
      expect(await due()).toMatchObject([{ id: first?.id, mark: 'csat 2 low', attempts: 1 }])
    })

    it('opens a drop once, whoever finds it', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      const drop = {
        project: 'default',
        id: 'drop:confirmation:2027-02-22',
        reasons: ['drop'],
        touchpoint: 'confirmation',
        survey: 'checkout-csat',
        owner: null,
        score: 60,
        band: null,
        drop: null,
        active: true,
        openedAt: at(0),
        updatedAt: at(0),
      } as const
      const opened = await Promise.all([store.loop.raise(drop), store.loop.raise(drop), store.loop.raise(drop)])
      expect(opened.filter(Boolean)).toHaveLength(1)
      expect(await due()).toHaveLength(1)
      expect(await store.loop.case('default', drop.id)).toMatchObject({ case: { state: 'new' } })
    })

    it('keeps what was done, by whom and when, and every change of it', async () => {
      await store.apply('default', [response('a', 1, { score: 1 })])
      const change = (what: Parameters<typeof store.loop.changeCase>[2], minutes: number) =>
        store.loop.changeCase('default', 'a', what, 'Grace', at(minutes))
      expect(await change({ state: 'contacted', assignee: 'Ada' }, 5)).toMatchObject({ state: 'contacted', contactedAt: at(5) })
      expect(await change({ gesture: 'Voucher of 10 €' }, 6)).toMatchObject({ gestureAt: at(6), gestureBy: 'Grace', contactedAt: at(5) })
      expect(await change({ state: 'resolved', gesture: 'Voucher of 10 €' }, 7)).toMatchObject({ gestureAt: at(6), resolvedAt: at(7) })
      const known = await store.loop.case('default', 'a')
      expect(known?.history.map(({ field, from, to }) => [field, from, to])).toEqual([
        ['state', 'contacted', 'resolved'],
        ['gesture', '', 'Voucher of 10 €'],
        ['assignee', '', 'Ada'],
        ['state', 'new', 'contacted'],
      ])
      expect(await store.loop.recovery('default', at(-60))).toEqual([{ openedAt: at(0), contactedAt: at(5) }])
      expect(await change({ state: 'new' }, 9)).toMatchObject({ contactedAt: null, resolvedAt: null })
      expect(await store.loop.changeCase('default', 'unknown', { state: 'new' }, 'Grace', at(1))).toBeNull()
      expect(await store.loop.changeCase('other', 'a', { state: 'new' }, 'Grace', at(1))).toBeNull()
    })

    it('loses no change of two who write at the same time', async () => {
      await store.apply('default', [response('a', 1, { score: 1 })])
      await Promise.all([
        store.loop.changeCase('default', 'a', { note: 'One' }, 'A', at(1)),
        store.loop.changeCase('default', 'a', { assignee: 'Two' }, 'B', at(1)),
        store.loop.changeCase('default', 'a', { gesture: 'Three' }, 'C', at(1)),
      ])
      expect(await store.loop.case('default', 'a')).toMatchObject({ case: { note: 'One', assignee: 'Two', gesture: 'Three' } })
      expect((await store.loop.case('default', 'a'))?.history).toHaveLength(3)
    })

    it('finds alerts by state, touchpoint and owner, page by page', async () => {
      await store.apply('default', [
        response('a', 1, { score: 1 }),
        response('b', 1, { score: 1, touchpoint: { id: 'chat' } }),
        response('c', 1, { score: 1 }),
      ])
      await store.loop.changeCase('default', 'b', { state: 'resolved' }, 'A', at(1))
      await store.loop.changeCase('default', 'c', { state: 'contacted' }, 'A', at(1))
      const ids = async (scope: object) => (await alerts(scope)).map(({ id }) => id)
      expect(await ids({})).toEqual(['c', 'b', 'a'])
      expect(await ids({ state: 'open' })).toEqual(['c', 'a'])
      expect(await ids({ state: 'new' })).toEqual(['a'])
      expect(await ids({ state: 'resolved' })).toEqual(['b'])
      expect(await ids({ touchpoint: 'chat' })).toEqual(['b'])
      expect(await ids({ owner: 'nobody' })).toEqual([])
      expect(await ids({ project: 'other' })).toEqual([])
      const [first] = await store.loop.alerts({ project: 'default' }, null, 1)
      expect((await store.loop.alerts({ project: 'default' }, first ?? null, 10)).map(({ id }) => id)).toEqual(['b', 'a'])
      expect(await store.loop.facets('default')).toEqual({ touchpoints: ['chat', 'confirmation'], owners: [] })
    })

    it('forgets all of it with the person, and with what has had its time', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      await store.apply('default', [response('a', 1, { score: 1 }), response('b', 1, { score: 1 }), response('kept', 1, { score: 1 })])
      for (const id of ['a', 'b', 'kept']) await store.loop.changeCase('default', id, { note: 'Rang her' }, 'A', at(1))
      await store.apply('default', [item(forgetEvent('f', ['device-a']))])
      await store.erase('default', 'device-b', by)
      expect((await alerts()).map(({ id }) => id)).toEqual(['kept'])
      expect((await due()).map(({ subject }) => subject)).toEqual(['kept'])
      for (const id of ['a', 'b']) expect(await store.loop.case('default', id)).toBeNull()
      await store.expire({ responses: at(60) })
      expect(await alerts()).toEqual([])
      expect(await store.loop.case('default', 'kept')).toBeNull()
      expect(await store.loop.deliveries('default', 'c', 10)).toEqual([])
    })

    it('is replayed under the same id, and deleted with its channel', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      await store.apply('default', [response('a', 1, { score: 1 })])
      const [leased] = await due()
      if (!leased) throw new Error('expected one')
      await store.loop.finish(leased, { state: 'dead', status: 404, reason: 'http-404' })
      expect(await due(9999)).toEqual([])
      expect(await store.loop.replay('default', 'another', leased.id, at(20))).toBe(false)
      expect(await store.loop.replay('default', 'c', leased.id, at(20))).toBe(true)
      expect(await due(20)).toMatchObject([{ id: leased.id, attempts: 1 }])
      expect(await store.loop.deleteChannel('default', 'c', by)).toBe(true)
      expect(await store.loop.deleteChannel('default', 'c', by)).toBe(false)
      expect(await due(9999)).toEqual([])
    })

    it('keeps secrets apart from what is read of a channel', async () => {
      await store.loop.addChannel(channelOf('c'), secrets, by)
      expect(JSON.stringify([await store.loop.channels('default'), await store.loop.channel('default', 'c')])).not.toContain('whsec_')
      expect(await store.loop.secrets('default', 'c')).toEqual(secrets)
      expect(await store.loop.secrets('other', 'c')).toBeNull()
    })

    it('judges other scales of a response, and a wish to be called', async () => {
      const asked = instrument({ types: { csat: 'csat', end: 'rating', you: 'contact', ok: 'consent' } })
      await store.apply('default', [
        response('end', 1, { instrument: asked, answers: { csat: 4, end: 2 } }),
        response('call', 1, { instrument: asked, answers: { csat: 5, 'you.email': 'a@example.com', ok: true } }),
        response('unasked', 1, { instrument: asked, answers: { csat: 5, 'you.email': 'b@example.com', ok: false } }),
      ])
      expect((await alerts()).map(({ id, reasons }) => [id, ...reasons])).toEqual([
        ['end', 'low'],
        ['call', 'callback'],
      ])
      // Who asks to be called and is content is nobody to win back.
      expect(await store.loop.recovery('default', at(-60))).toHaveLength(1)
    })
  })
}
