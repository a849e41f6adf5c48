import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/survey/wire'
import { check } from '../src/ingest/item'
import type { Store, StoreItem } from '../src/store'
import { countsEvent, forgetEvent, instrument, NOW, responseEvent } from './fixtures'
import type { Place, StoreKind } from './stores'

const scope = { project: 'default', test: false } as const
const by = { who: 'root', at: new Date(NOW).toISOString() }

/** A validated item from an event, as the route makes it. */
const item = (event: Readonly<{ data: { project: string } }>): StoreItem => {
  const checked = check(event, event.data.project, NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}
const response = (...given: Parameters<typeof responseEvent>) => item(responseEvent(...given))

/** A response with an address in it, and word that it may be used. */
const withContact = (id: string, revision: number, email: string, change: Parameters<typeof responseEvent>[2] = {}): StoreItem =>
  response(id, revision, {
    instrument: instrument({
      texts: { csat: 'How was it?', you: 'Where may we write to?', agreed: 'May we write?', 'agreed.label': 'Yes' },
      types: { csat: 'csat', you: 'contact', agreed: 'consent' },
    }),
    answers: { csat: 4, 'you.email': email, agreed: true },
    status: 'answered',
    ...change,
  })

/** What every store has to hold, whatever database is behind it. */
export const storeContract = ({ name, take }: StoreKind): void => {
  describe(`a store on ${name}`, () => {
    let place: Place
    let store: Store
    beforeEach(async () => {
      place = await take()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.leave()
    })

    const all = (project = 'default') => store.page({ project }, '', 1000)
    const contacts = () => store.contacts({ project: 'default' }, null, 1000)
    const statuses = async (...items: readonly StoreItem[]) => (await store.apply('default', items)).map((outcome) => outcome.status)

    it('gives back what was stored', async () => {
      const one = response('a', 1, {
        score: 4,
        comment: 'Fine, “mostly” 🙂',
        personas: ['new'],
        context: { deep: { list: [1, null, true] } },
      })
      expect(await statuses(one)).toEqual(['stored'])
      expect(await all()).toEqual([one.type === 'response' && one.response])
    })

    it('takes the longest names and the largest numbers there may be', async () => {
      // Of several bytes each, and none like the other: nothing that a database could make shorter.
      const long = (seed: number) =>
        Array.from({ length: 200 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919 + seed * 104_729) % 20_000))).join('')
      const one = response('x'.repeat(128), 999_999_999, {
        score: 4,
        survey: long(1),
        surveyVersion: Number.MAX_SAFE_INTEGER,
        wave: 1e9,
        instrument: instrument({ fingerprint: long(2), type: long(3) as 'csat', labels: ['x'.repeat(4000)] }),
        touchpoint: { id: long(4) },
        respondent: { id: long(5), kind: 'device' },
        variant: long(6),
        project: 'p'.repeat(64),
      })
      expect(await store.apply('p'.repeat(64), [one])).toEqual([{ status: 'stored' }])
      expect(await all('p'.repeat(64))).toEqual([one.type === 'response' && one.response])
    })

    it('finds nothing where it is asked for what cannot be stored', async () => {
      await store.apply('default', [withContact('a', 1, 'a@example.com')])
      const odd = '\u0000device-a\ud800'
      expect(await store.person('default', odd)).toEqual({ responses: [], contacts: [] })
      expect(await store.erase('default', odd, by)).toBe(0)
      expect(await store.deleteContacts('default', [odd], by)).toBe(0)
      expect(await store.contacts({ ...scope, survey: odd }, null, 9)).toEqual([])
      expect(await contacts()).toHaveLength(1)
    })

    it('keeps the highest revision, and names it to the late', async () => {
      expect(await statuses(response('a', 2, { score: 4 }))).toEqual(['stored'])
      expect(await statuses(response('a', 2, { score: 4 }))).toEqual(['duplicate'])
      const time = '2027-03-01T11:59:00.000Z'
      expect(await store.apply('default', [response('a', 1)])).toEqual([{ status: 'stale', current: 2, time }])
      expect(await statuses(response('a', 3, { score: 5 }))).toEqual(['stored'])
      expect(await all()).toMatchObject([{ revision: 3, score: 5 }])
    })

    it('does not take one number for two states: a device that lost one of them hears which came later', async () => {
      const [first, second] = ['2027-03-01T11:59:00.000Z', '2027-03-01T11:59:30.000Z']
      expect(await statuses(response('a', 2, { score: 4, time: first }))).toEqual(['stored'])
      const again = [response('a', 2, { score: 5, time: second }), response('a', 2, { score: 4, time: first })]
      expect(await store.apply('default', again)).toEqual([{ status: 'stale', current: 2, time: first }, { status: 'duplicate' }])
      expect(await all()).toMatchObject([{ revision: 2, score: 4, updatedAt: first }])
    })

    it('an event that does not say when is told apart by its number alone', async () => {
      const silent = (revision: number) => {
        const { time: _, ...event } = responseEvent('a', revision, { score: 4 })
        return item(event)
      }
      expect(await store.apply('default', [silent(2), silent(2), response('a', 2, { score: 4 }), silent(1)])).toEqual([
        { status: 'stored' },
        { status: 'duplicate' },
        { status: 'duplicate' },
        { status: 'stale', current: 2 },
      ])
    })

    it('counts real answers by survey and wave, and no further than asked', async () => {
      await store.apply('default', [
        ...['a', 'b', 'c'].map((id) => response(id, 2, { score: 4, wave: 2 })),
        response('completed', 2, { score: 4, wave: 2, status: 'completed' }),
        response('seen', 1, { wave: 2 }),
        response('dismissed', 2, { wave: 2, status: 'dismissed' }),
        response('test', 2, { score: 4, wave: 2, test: true }),
        response('earlier', 2, { score: 4, wave: 1 }),
        response('other', 2, { score: 4, wave: 2, survey: 'after-chat' }),
        // A build that sends no wave.
        response('old', 2, { score: 4, wave: undefined as never }),
      ])
      await store.apply('elsewhere', [response('a', 2, { score: 4, wave: 2, project: 'elsewhere' })])
      expect(await store.answered('default', 'checkout-csat', 2, 100)).toBe(4)
      expect(await store.answered('default', 'checkout-csat', 2, 3)).toBe(3)
      expect(await store.answered('default', 'checkout-csat', 1, 100)).toBe(2)
      expect(await store.answered('default', 'checkout-csat', 3, 100)).toBe(0)
      expect(await store.answered('elsewhere', 'checkout-csat', 2, 100)).toBe(1)
    })

    it('takes several revisions of one response in one batch, in any order', async () => {
      expect(await statuses(response('a', 2, { score: 2 }), response('a', 1), response('a', 3, { score: 3 }))).toEqual([
        'stored',
        'stale',
        'stored',
      ])
      expect(await all()).toMatchObject([{ revision: 3, score: 3 }])
    })

    it('converges on the highest revision under any order with duplicates', async () => {
      const deliveries = fc
        .array(fc.record({ id: fc.constantFrom('p', 'q', 'r'), revision: fc.integer({ min: 1, max: 6 }) }), { minLength: 1, maxLength: 20 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length })))
      let run = 0
      await fc.assert(
        fc.asyncProperty(deliveries, async ([list, again]) => {
          const prefix = `${run++}-`
          const sent = [...list, ...again]
          await store.apply(
            'default',
            sent.map(({ id, revision }) =>
              response(`${prefix}${id}`, revision, { score: 1 + (revision % 5), comment: `revision ${revision}` }),
            ),
          )
          const stored = (await store.page({ project: 'default' }, '', 100_000)).filter(({ id }) => id.startsWith(prefix))
          for (const { id, revision, score, answers } of stored) {
            const highest = Math.max(...sent.filter((one) => `${prefix}${one.id}` === id).map((one) => one.revision))
            expect({ revision, score, answers }).toEqual({
              revision: highest,
              score: 1 + (highest % 5),
              answers: { csat: 1 + (highest % 5), why: `revision ${highest}` },
            })
          }
          expect(stored.length).toBe(new Set(sent.map(({ id }) => id)).size)
        }),
        { numRuns: 25 },
      )
    })

    it('takes a batch with everything in it as if one came after the other', async () => {
      const respondent = { id: 'random-1', kind: 'device' } as const
      const day = { survey: 's', day: '2027-03-01', triggered: 1, eligible: 1, sampled: 1 }
      const outcomes = await store.apply('default', [
        response('a', 1, { respondent }),
        item(countsEvent('c1', [day, day])),
        response('b', 2, { score: 4 }),
        item(forgetEvent('f', ['random-1'])),
        response('a', 2, { respondent }),
        response('b', 1),
        item(countsEvent('c1', [day])),
        item(forgetEvent('f', ['random-1'])),
        item(countsEvent('c2', [day])),
        response('b', 3, { score: 5 }),
      ])
      expect(outcomes).toEqual([
        { status: 'stored' },
        { status: 'stored' },
        { status: 'stored' },
        { status: 'stored' },
        { status: 'duplicate' },
        { status: 'stale', current: 2, time: '2027-03-01T11:59:00.000Z' },
        { status: 'duplicate' },
        { status: 'duplicate' },
        { status: 'stored' },
        { status: 'stored' },
      ])
      expect(await all()).toMatchObject([{ id: 'b', revision: 3 }])
      expect(await store.gateCounts(scope)).toMatchObject([{ triggered: 3 }])
    })

    it('never lets what is written at the same time outlive an erasure', async () => {
      const other = await place.open()
      for (let round = 0; round < 6; round++) {
        const respondent = { id: `random-${round}`, kind: 'device' } as const
        await store.apply('default', [withContact(`r${round}-a`, 1, 'a@example.com', { respondent })])
        await Promise.all([
          store.apply('default', [item(forgetEvent(`f${round}`, [respondent.id]))]),
          ...['a', 'b', 'c'].map((name) =>
            other.apply('default', [withContact(`r${round}-${name}`, 2, 'late@example.com', { respondent })]),
          ),
        ])
      }
      expect([await all(), await contacts()]).toEqual([[], []])
      await other.close()
    })

    it('counts everything once when two take the same batches in opposite orders', async () => {
      const other = await place.open()
      const names = ['a', 'b', 'c', 'd', 'e', 'f']
      const day = (survey: string) => ({ survey, day: '2027-03-01', triggered: 1, eligible: 1, sampled: 1 })
      const batch = (round: number) => [
        ...names.map((name) => withContact(name, round, `${round}@example.com`)),
        item(countsEvent(`c${round}`, names.map(day))),
      ]
      const rounds = Array.from({ length: 8 }, (_, round) => round + 1)
      const outcomes = await Promise.all([
        ...rounds.map((round) => store.apply('default', batch(round))),
        ...rounds.map((round) => other.apply('default', batch(round).reverse())),
      ])
      expect(outcomes.flat().filter(({ status }) => status === 'failed')).toEqual([])
      expect((await all()).map(({ id, revision }) => [id, revision])).toEqual(names.map((name) => [name, 8]))
      expect((await contacts()).map(({ answers }) => answers)).toEqual(names.map(() => ({ 'you.email': '8@example.com' })))
      expect((await store.gateCounts(scope)).map(({ triggered }) => triggered)).toEqual(names.map(() => 8))
      await other.close()
    })

    it('keeps projects apart', async () => {
      await store.apply('default', [response('a', 3, { score: 5 })])
      await store.apply('other', [response('a', 1, { score: 1, project: 'other' })])
      expect(await all()).toMatchObject([{ score: 5 }])
      expect(await all('other')).toMatchObject([{ score: 1, revision: 1 }])
      expect(await store.projects()).toEqual(['default', 'other'])
    })

    it('adds counts once per event', async () => {
      const day = { survey: 's', day: '2027-03-01', triggered: 5, eligible: 4, sampled: 3 }
      const counts = item(countsEvent('c1', [day, { ...day, day: '2027-02-01' }]))
      expect(await statuses(counts, counts)).toEqual(['stored', 'duplicate'])
      expect(await statuses(counts, item(countsEvent('c2', [day])))).toEqual(['duplicate', 'stored'])
      expect(await store.gateCounts(scope)).toEqual([{ survey: 's', triggered: 15, eligible: 12, sampled: 9 }])
      expect(await store.gateCounts({ ...scope, since: '2027-03-01T00:00:00.000Z' })).toEqual([
        { survey: 's', triggered: 10, eligible: 8, sampled: 6 },
      ])
      expect(await store.gateCounts({ ...scope, project: 'other' })).toEqual([])
    })

    it('forgets random respondents, and a late duplicate does not bring them back', async () => {
      const respondent = { id: 'random-1', kind: 'device' } as const
      await store.apply('default', [response('a', 1, { respondent, score: 3 }), response('b', 1)])
      await store.apply('other', [response('a', 1, { respondent, project: 'other' })])
      expect(await statuses(item(forgetEvent('f', ['random-1'])))).toEqual(['stored'])
      expect(await statuses(response('a', 2, { respondent, score: 4 }), response('never-seen', 1, { respondent }))).toEqual([
        'duplicate',
        'duplicate',
      ])
      expect((await all()).map(({ id }) => id)).toEqual(['b'])
      expect((await all('other')).length).toBe(1)
    })

    it('keeps contact details apart, as the highest revision has them', async () => {
      expect(await statuses(withContact('a', 2, 'one@example.com'), withContact('a', 1, 'zero@example.com'))).toEqual(['stored', 'stale'])
      expect(await all()).toMatchObject([{ id: 'a', answers: { csat: 4, agreed: true } }])
      expect(JSON.stringify(await all())).not.toContain('@example.com')
      expect(await contacts()).toEqual([
        {
          project: 'default',
          response: 'a',
          survey: 'checkout-csat',
          touchpoint: 'confirmation',
          respondent: { id: 'device-a', kind: 'device' },
          test: false,
          locale: 'en',
          answers: { 'you.email': 'one@example.com' },
          texts: { you: 'Where may we write to?' },
          agreed: [{ question: 'agreed', answer: true, texts: { agreed: 'May we write?', 'agreed.label': 'Yes' } }],
          occurredAt: '2027-03-01T11:59:00.000Z',
          receivedAt: '2027-03-01T12:00:00.000Z',
        },
      ])
      await statuses(withContact('a', 3, 'two@example.com'))
      expect(await contacts()).toMatchObject([{ answers: { 'you.email': 'two@example.com' } }])
      await statuses(response('a', 4, { score: 4 }))
      expect(await contacts()).toEqual([])
    })

    it('reads contact details newest first, page by page, by survey, time and kind', async () => {
      await store.apply('default', [
        ...[1, 2, 3, 4, 5].map((day) => withContact(`d${day}`, 1, `d${day}@example.com`, { createdAt: `2027-02-0${day}T10:00:00.000Z` })),
        withContact('same-time', 1, 'same@example.com', { createdAt: '2027-02-03T10:00:00.000Z' }),
        withContact('chat', 1, 'chat@example.com', { survey: 'after-chat' }),
        withContact('test', 1, 'test@example.com', { test: true }),
      ])
      await store.apply('other', [withContact('elsewhere', 1, 'else@example.com', { project: 'other' })])
      const ids = async (...given: Parameters<Store['contacts']>) => (await store.contacts(...given)).map(({ response }) => response)
      const first = await store.contacts(scope, null, 4)
      expect(first.map(({ response }) => response)).toEqual(['chat', 'd5', 'd4', 'same-time'])
      expect(await ids(scope, first.at(-1) ?? null, 4)).toEqual(['d3', 'd2', 'd1'])
      expect(await ids({ ...scope, survey: 'after-chat' }, null, 9)).toEqual(['chat'])
      expect(await ids({ ...scope, since: '2027-02-04T00:00:00.000Z', until: '2027-02-05T00:00:00.000Z' }, null, 9)).toEqual(['d4'])
      expect(await ids({ project: 'default', test: true }, null, 9)).toEqual(['test'])
      expect(await store.contactCounts(scope)).toEqual([
        { survey: 'after-chat', n: 1 },
        { survey: 'checkout-csat', n: 6 },
      ])
    })

    it('deletes contact details on a team’s word: answers stay, and no later revision brings them back', async () => {
      await store.apply('default', [withContact('a', 1, 'a@example.com'), withContact('b', 1, 'b@example.com')])
      expect(await store.deleteContacts('other', ['a'], by)).toBe(0)
      expect(await store.deleteContacts('default', ['a', 'never', "' or 1=1 --"], by)).toBe(1)
      expect(await store.deleteContacts('default', [], by)).toBe(0)
      expect(await statuses(withContact('a', 1, 'a@example.com'), withContact('a', 2, 'a@example.com'))).toEqual(['duplicate', 'stored'])
      expect((await contacts()).map(({ response }) => response)).toEqual(['b'])
      expect((await all()).map(({ id }) => id)).toEqual(['a', 'b'])
    })

    it('erases contact details with the person, and what is late brings nothing back', async () => {
      const respondent = { id: 'random-1', kind: 'device' } as const
      const user = { id: '42', kind: 'user' } as const
      await store.apply('default', [
        withContact('a', 1, 'a@example.com', { respondent }),
        withContact('u', 1, 'u@example.com', { respondent: user }),
      ])
      // A visitor's word erases random ids alone.
      await store.apply('default', [item(forgetEvent('f', ['random-1', '42']))])
      expect((await contacts()).map(({ response }) => response)).toEqual(['u'])
      expect(await store.erase('default', '42', by)).toBe(1)
      expect(
        await statuses(
          withContact('a', 2, 'a@example.com', { respondent }),
          withContact('u', 2, 'u@example.com', { respondent: user }),
          withContact('new', 1, 'u@example.com', { respondent: user }),
        ),
      ).toEqual(['duplicate', 'duplicate', 'duplicate'])
      expect([await contacts(), await all()]).toEqual([[], []])
      expect(await store.person('default', '42')).toEqual({ responses: [], contacts: [] })
    })

    it('tells everything it holds about a person, and nothing of anybody else’s', async () => {
      const respondent = { id: '42', kind: 'user' } as const
      await store.apply('default', [
        withContact('a', 1, 'a@example.com', { respondent }),
        response('b', 1, { respondent, test: true }),
        withContact('c', 1, 'c@example.com'),
      ])
      await store.apply('other', [response('d', 1, { respondent, project: 'other' })])
      const { responses, contacts } = await store.person('default', '42')
      expect(responses.map(({ id }) => id).sort()).toEqual(['a', 'b'])
      expect(contacts).toMatchObject([{ response: 'a', answers: { 'you.email': 'a@example.com' } }])
    })

    it('deletes what has had its time in every project, and no replay brings it back', async () => {
      const old = { createdAt: '2026-11-01T00:00:00.000Z' }
      await store.apply('default', [withContact('old', 1, 'old@example.com', old), withContact('new', 1, 'new@example.com')])
      await store.apply('other', [withContact('old', 1, 'old@example.com', { ...old, project: 'other' })])
      expect(await store.expire({})).toEqual({ responses: 0, contacts: 0 })
      expect(await store.expire({ contacts: '2026-12-01T00:00:00.000Z' })).toEqual({ responses: 0, contacts: 2 })
      expect((await contacts()).map(({ response }) => response)).toEqual(['new'])
      expect((await all()).map(({ id }) => id)).toEqual(['new', 'old'])
      expect(await statuses(withContact('old', 2, 'old@example.com', old))).toEqual(['stored'])
      expect((await contacts()).map(({ response }) => response)).toEqual(['new'])
      expect(await store.expire({ responses: '2026-12-01T00:00:00.000Z' })).toEqual({ responses: 2, contacts: 0 })
      // The very same bytes, whose clock says that they are new.
      expect(await statuses(withContact('old', 3, 'old@example.com'))).toEqual(['duplicate'])
      expect((await all()).map(({ id }) => id)).toEqual(['new'])
    })

    it('counts on, and never past what a number can hold', async () => {
      const most = { survey: 's', day: '2027-03-01', triggered: 9e11, eligible: 9e11, sampled: 1 }
      for (const eventId of ['one', 'two', 'three']) await store.apply('default', [{ type: 'counts', eventId, counts: [most] }])
      expect(await store.gateCounts(scope)).toEqual([{ survey: 's', triggered: 1e12, eligible: 1e12, sampled: 3 }])
    })

    it('does not let a visitor’s request erase an identified person', async () => {
      await store.apply('default', [response('a', 1, { respondent: { id: '42', kind: 'user' } })])
      await store.apply('default', [item(forgetEvent('f', ['42']))])
      expect((await all()).length).toBe(1)
      expect(await statuses(response('b', 1, { respondent: { id: '42', kind: 'user' } }))).toEqual(['stored'])
    })

    it('erases anybody on the team’s word; what they did before stays away, what they do later counts', async () => {
      const respondent = { id: '42', kind: 'user' } as const
      await store.apply('default', [response('a', 1, { respondent }), response('b', 1, { respondent })])
      expect(await store.erase('default', '42', by)).toBe(2)
      expect(await statuses(response('a', 2, { respondent }), response('c', 1, { respondent }))).toEqual(['duplicate', 'duplicate'])
      const later = item(responseEvent('d', 1, { respondent, ageMs: 0 }))
      if (later.type !== 'response') throw new Error('expected a response')
      const after = { occurredAt: new Date(NOW + 1000).toISOString() }
      const again = response('b', 9, { respondent })
      if (again.type !== 'response') throw new Error('expected a response')
      // `b` was erased by its id: not even a clock that jumped brings it back.
      expect(
        await statuses({ ...later, response: { ...later.response, ...after } }, { ...again, response: { ...again.response, ...after } }),
      ).toEqual(['stored', 'duplicate'])
      expect((await all()).map(({ id }) => id)).toEqual(['d'])
    })

    it('lets one item that cannot be written fail alone', async () => {
      const broken = response('b', 1)
      if (broken.type !== 'response') throw new Error('expected a response')
      // Not null in the table: what no validated response can be.
      const poison: StoreItem = { type: 'response', response: { ...broken.response, survey: null as unknown as string }, contact: null }
      expect(await statuses(response('a', 1), poison, response('c', 1))).toEqual(['stored', 'failed', 'stored'])
      expect((await all()).map(({ id }) => id)).toEqual(['a', 'c'])
    })

    it('counts showings by what became of them', async () => {
      await store.apply('default', [
        response('a', 1, { score: 4 }),
        response('b', 1, { score: 4, status: 'completed' }),
        response('c', 1),
        response('d', 1),
        response('t', 1, { score: 1, test: true }),
        response('o', 1, { touchpoint: { id: 'other' } }),
      ])
      const showings = await store.showings(scope)
      const row = { touchpoint: 'confirmation', fingerprint: 'f1' }
      expect(showings).toHaveLength(4)
      expect(showings).toContainEqual({ ...row, status: 'answered', n: 1 })
      expect(showings).toContainEqual({ ...row, status: 'completed', n: 1 })
      expect(showings).toContainEqual({ ...row, status: 'seen', n: 2 })
      expect(showings).toContainEqual({ ...row, touchpoint: 'other', status: 'seen', n: 1 })
      expect(await store.showings({ ...scope, test: true })).toEqual([{ ...row, status: 'answered', n: 1 }])
    })

    it('counts what was chosen together', async () => {
      const choice = instrument({ fingerprint: 'c', type: 'choice', points: null, display: null })
      const chosen = (id: string, options: readonly string[], kind: 'device' | 'page' = 'device') =>
        response(id, 1, { instrument: choice, answers: { csat: options }, status: 'completed', respondent: { id, kind } })
      await store.apply('default', [
        chosen('a', ['x', 'y']),
        chosen('b', ['y', 'x'], 'page'),
        chosen('c', ['x']),
        response('d', 1, { score: 4 }),
      ])
      const choices = await store.choices(scope)
      expect(choices).toHaveLength(2)
      expect(choices).toContainEqual({ touchpoint: 'confirmation', fingerprint: 'c', choice: ['x', 'y'], n: 2, unrecognised: 1 })
      expect(choices).toContainEqual({ touchpoint: 'confirmation', fingerprint: 'c', choice: ['x'], n: 1, unrecognised: 0 })
    })

    it('gives the answers to one instrument, the same ones together', async () => {
      const given = (id: string, answers: Answers, change: Parameters<typeof response>[2] = {}) =>
        response(id, 1, { answers, status: 'completed', ...change })
      await store.apply('default', [
        given('a', { csat: 4, reason: ['x'], agreed: true }),
        given('b', { csat: 4, reason: ['x'], agreed: true }),
        given('c', { csat: 1, 'aspects.speed': 3 }),
        given('open', { csat: 2 }, { status: 'seen' }),
        given('test', { csat: 3 }, { test: true }),
        given('other', { csat: 5 }, { instrument: instrument({ fingerprint: 'f2' }) }),
      ])
      const answers = await store.answers(scope, { touchpoint: { id: 'confirmation' }, instrument: { fingerprint: 'f1' } })
      expect(answers).toHaveLength(2)
      expect(answers).toContainEqual({ answers: { csat: 4, reason: ['x'], agreed: true }, n: 2 })
      expect(answers).toContainEqual({ answers: { csat: 1, 'aspects.speed': 3 }, n: 1 })
    })

    it('counts scores by day, in UTC', async () => {
      const at = (id: string, score: number, createdAt: string) => response(id, 1, { score, createdAt })
      await store.apply('default', [
        at('a', 4, '2027-02-28T23:59:59.999Z'),
        at('b', 4, '2027-03-01T00:00:00.000Z'),
        at('c', 4, '2027-03-01T01:30:00.000+01:00'),
        at('d', 2, '2027-03-01T09:00:00.000Z'),
        response('e', 1, { score: 2, createdAt: '2027-03-01T09:00:00.000Z', respondent: { id: 'tab', kind: 'session' } }),
        response('t', 1, { score: 1, test: true }),
        response('none', 1),
      ])
      const row = { touchpoint: 'confirmation', fingerprint: 'f1', unrecognised: 0 }
      const days = await store.days(scope)
      expect(days).toHaveLength(3)
      expect(days).toContainEqual({ ...row, day: '2027-02-28', score: 4, n: 1 })
      expect(days).toContainEqual({ ...row, day: '2027-03-01', score: 4, n: 2 })
      expect(days).toContainEqual({ ...row, day: '2027-03-01', score: 2, n: 2, unrecognised: 1 })
      expect(await store.days({ ...scope, since: '2027-03-01T00:00:00.000Z' })).toHaveLength(2)
      expect(await store.days({ ...scope, test: true })).toMatchObject([{ score: 1, n: 1 }])
    })

    it('counts each person once in a period, by the latest answer there', async () => {
      const respondent = { id: 'same', kind: 'device' } as const
      const at = (id: string, score: number, createdAt: string, change = {}) => response(id, 1, { score, createdAt, respondent, ...change })
      await store.apply('default', [
        at('a', 1, '2027-01-04T10:00:00.000Z'),
        at('b', 2, '2027-01-10T23:59:59.999Z'),
        at('c', 3, '2027-01-11T00:00:00.000Z'),
        at('d', 3, '2027-01-12T00:00:00.000Z', { respondent: { id: 'other', kind: 'device' } }),
        at('e', 5, '2027-02-03T00:00:00.000Z'),
        at('f', 5, '2027-02-03T00:00:00.000Z', { instrument: instrument({ fingerprint: 'f2' }) }),
        at('g', 5, '2027-02-03T00:00:00.000Z', { test: true }),
      ])
      const by = async (...starts: string[]) =>
        (await store.people(scope, 'confirmation', 'f1', starts)).sort((a, b) => a.period - b.period || a.score - b.score)
      expect(await by('2027-01-04', '2027-01-11', '2027-01-18')).toEqual([
        { period: 0, score: 2, n: 1, latest: 0, unrecognised: 0 },
        { period: 1, score: 3, n: 2, latest: 1, unrecognised: 0 },
        { period: 2, score: 5, n: 1, latest: 1, unrecognised: 0 },
      ])
      expect(await by('2027-01-01')).toEqual([
        { period: 0, score: 3, n: 1, latest: 1, unrecognised: 0 },
        { period: 0, score: 5, n: 1, latest: 1, unrecognised: 0 },
      ])
      const january = await store.people({ ...scope, until: '2027-01-11T00:00:00.000Z' }, 'confirmation', 'f1', ['2027-01-04'])
      expect(january).toEqual([{ period: 0, score: 2, n: 1, latest: 1, unrecognised: 0 }])
    })

    it('takes the later id of two answers at one time, and tells who may be counted twice', async () => {
      const respondent = { id: 'tab', kind: 'session' } as const
      await store.apply('default', [response('a', 1, { score: 1, respondent }), response('b', 1, { score: 5, respondent })])
      expect(await store.people(scope, 'confirmation', 'f1', ['2027-03-01'])).toEqual([
        { period: 0, score: 5, n: 1, latest: 1, unrecognised: 1 },
      ])
    })

    it('tells which instruments were used, and the latest answers and comments of each', async () => {
      const other = instrument({ fingerprint: 'f2', locale: 'fr' })
      await store.apply('default', [
        response('a', 1, { score: 4, ageMs: 3000 }),
        response('b', 1, { score: 5, comment: 'Good', ageMs: 2000 }),
        response('c', 1, { score: 1, instrument: other, comment: '  ', ageMs: 1000 }),
        response('d', 1, { ageMs: 0 }),
      ])
      const used = await store.instruments(scope)
      expect(used.map((one) => one.instrument.fingerprint).sort()).toEqual(['f1', 'f2'])
      expect(used.find((one) => one.instrument.fingerprint === 'f1')).toMatchObject({
        first: '2027-03-01T11:59:57.000Z',
        last: '2027-03-01T12:00:00.000Z',
        instrument: instrument(),
      })
      expect((await store.latest(scope, 'answered', 5, used)).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
      expect((await store.latest(scope, 'answered', 1, used)).map(({ id }) => id)).toEqual(['c', 'b'])
      expect((await store.latest(scope, 'commented', 5, used)).map(({ id }) => id)).toEqual(['b'])
      expect(await store.latest(scope, 'answered', 5, [])).toEqual([])
    })

    it('tells the lowest scores that come with a comment, the newest of equals first', async () => {
      await store.apply('default', [
        response('a', 1, { score: 2, comment: 'Old', ageMs: 4000 }),
        response('b', 1, { score: 2, comment: 'New', ageMs: 3000 }),
        response('c', 1, { score: 5, comment: 'Fine', ageMs: 2000 }),
        response('d', 1, { score: 1, ageMs: 1000 }),
        response('e', 1, { comment: 'No score', ageMs: 0 }),
      ])
      const used = await store.instruments(scope)
      expect((await store.latest(scope, 'lowest', 5, used)).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
      expect((await store.latest(scope, 'lowest', 1, used)).map(({ id }) => id)).toEqual(['b'])
    })

    it('pages through everything once', async () => {
      await store.apply(
        'default',
        Array.from({ length: 25 }, (_, index) => response(`r${String(index).padStart(2, '0')}`, 1, { test: index % 5 === 0 })),
      )
      const seen: string[] = []
      for (let after = ''; ; ) {
        const page = await store.page({ ...scope }, after, 7)
        seen.push(...page.map(({ id }) => id))
        const last = page.at(-1)
        if (!last) break
        after = last.id
      }
      expect(seen).toEqual([...seen].sort())
      expect(seen.length).toBe(20)
    })
  })
}
