import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import type { BeliefLink, Note, ShareLink } from '../src/store'
import { instrument, NOW, responseEvent } from './fixtures'
import { type StoreKind, useStore } from './stores'

const response = (...given: Parameters<typeof responseEvent>) => {
  const checked = check(responseEvent(...given), 'default', NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}
const by = { who: 'root', at: '2027-02-02T10:00:00.000Z' }
const note = (id: string, change: Partial<Note> = {}): Note => ({
  id,
  day: '2027-02-01',
  kind: 'action',
  text: 'New carrier',
  owner: null,
  expected: null,
  touchpoint: null,
  createdAt: '2027-02-02T10:00:00.000Z',
  ...change,
})
const link = (id: string, change: Partial<ShareLink> = {}): ShareLink => ({
  id,
  project: 'default',
  name: 'For the board',
  query: 'days=30',
  comments: false,
  createdAt: '2027-02-02T10:00:00.000Z',
  expiresAt: '2027-03-02T10:00:00.000Z',
  ...change,
})

/** What every store has to hold of what a team does on the pages of results. */
export const resultsContract = ({ name, take }: StoreKind): void => {
  describe(`what a team does with results, on ${name}`, () => {
    const store = useStore(take)

    it('keeps notes by project, the latest day first', async () => {
      const whole = note('b', { day: '2027-02-10', owner: 'Zoé', expected: '+5', touchpoint: 'confirmation', kind: 'launch' })
      await store.notes.add('default', note('a'), by)
      await store.notes.add('default', whole, by)
      await store.notes.add('other', note('a', { text: 'Elsewhere' }), by)
      expect(await store.notes.list('default')).toEqual([whole, note('a')])
      expect((await store.notes.list('other')).map(({ text }) => text)).toEqual(['Elsewhere'])
    })

    it('changes and removes a note, and no other', async () => {
      await store.notes.add('default', note('a'), by)
      await store.notes.add('other', note('a'), by)
      const { createdAt: _, ...changed } = note('a', { text: 'Carrier changed', day: '2027-02-03', owner: 'Ana' })
      expect(await store.notes.change('default', changed, by)).toBe(true)
      expect(await store.notes.list('default')).toEqual([note('a', changed)])
      expect(await store.notes.change('default', { ...changed, id: 'none' }, by)).toBe(false)
      expect(await store.notes.remove('default', 'a', by)).toBe(true)
      expect(await store.notes.remove('default', 'a', by)).toBe(false)
      expect(await store.notes.list('other')).toEqual([note('a')])
    })

    it('opens a link with its secret alone, until it expires or is removed', async () => {
      await store.shares.add(link('a'), 'hash', by)
      await store.shares.add(link('b', { comments: true, project: 'other' }), 'other hash', by)
      expect(await store.shares.find('hash', '2027-03-02T09:59:59.999Z')).toEqual(link('a'))
      expect(await store.shares.find('hash', '2027-03-02T10:00:00.000Z')).toBeNull()
      expect(await store.shares.find('a', '2027-02-03T00:00:00.000Z')).toBeNull()
      expect(await store.shares.list('default')).toEqual([link('a')])
      expect(await store.shares.remove('default', 'b', by)).toBe(false)
      expect(await store.shares.remove('default', 'a', by)).toBe(true)
      expect(await store.shares.find('hash', '2027-02-03T00:00:00.000Z')).toBeNull()
      expect(await store.shares.find('other hash', '2027-02-03T00:00:00.000Z')).toMatchObject({ comments: true })
    })

    it('knows what the same people answered at two touchpoints: the latest of each, of those known beyond one visit', async () => {
      const at = (id: string) => ({ id, stage: 'purchase', category: 'sales' }) as const
      const metric = { order: 'csat', relationship: 'nps' } as const
      const answer = fc.record({
        touchpoint: fc.constantFrom('order', 'relationship'),
        person: fc.nat(9),
        kind: fc.constantFrom('device', 'device', 'device', 'user', 'session'),
        score: fc.integer({ min: 1, max: 5 }),
        minute: fc.nat(5000),
        device: fc.constantFrom('mobile', 'desktop'),
      } as const)
      let project = 0
      await fc.assert(
        fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 60 }), fc.constantFrom(null, 'mobile'), async (answers, device) => {
          const name = `together-${project++}`
          const given = answers.map((one, index) => ({ ...one, id: `${name}-${index}`, who: `${one.kind}-${one.person}` }))
          await store.apply(
            name,
            given.map(({ id, touchpoint, who, kind, score, minute, device }) => {
              const checked = check(
                responseEvent(id, 1, {
                  project: name,
                  survey: touchpoint,
                  touchpoint: at(touchpoint),
                  instrument: instrument({ fingerprint: touchpoint, type: metric[touchpoint], points: touchpoint === 'order' ? 5 : 11 }),
                  respondent: { id: who, kind },
                  score,
                  context: { device },
                  createdAt: new Date(NOW - 1e9 + minute * 60_000).toISOString(),
                }),
                name,
                NOW,
              )
              if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
              return checked.item
            }),
          )
          const of = (touchpoint: string) => ({ touchpoint: { id: touchpoint }, instrument: { fingerprint: touchpoint } })
          const filters = device === null ? [] : [{ dimension: 'device' as const, value: device }]
          const found = await store.together({ project: name, test: false, filters }, of('relationship'), [of('order')])
          const latest = (touchpoint: string) => {
            const theirs = new Map<string, (typeof given)[number]>()
            for (const one of given) {
              const isLater = (other: typeof one) => one.minute > other.minute || (one.minute === other.minute && one.id > other.id)
              const before = theirs.get(one.who)
              if (one.touchpoint !== touchpoint || one.kind === 'session' || (device !== null && one.device !== device)) continue
              if (before === undefined || isLater(before)) theirs.set(one.who, one)
            }
            return theirs
          }
          const [first, second] = [latest('relationship'), latest('order')]
          const pairs = new Map<string, number>()
          for (const [who, { score }] of second) {
            const other = first.get(who)
            if (other) pairs.set(`${other.score} ${score}`, (pairs.get(`${other.score} ${score}`) ?? 0) + 1)
          }
          expect([found.people, found.isPart]).toEqual([first.size, false])
          expect(new Map(found.counts.map(({ first, score, n }) => [`${first} ${score}`, n]))).toEqual(pairs)
        }),
        { numRuns: 12 },
      )
      expect(await store.together({ project: 'none', test: false }, { touchpoint: at('a'), instrument: { fingerprint: 'f' } }, [])).toEqual(
        {
          people: 0,
          isPart: false,
          counts: [],
        },
      )
    })

    it('knows what those who answered low answered later, by whether they accepted help', async () => {
      const asked = instrument({ types: { csat: 'csat', you: 'contact', call: 'action' } })
      const answer = fc.record({
        person: fc.nat(7),
        score: fc.integer({ min: 1, max: 5 }),
        help: fc.constantFrom(null, null, 'contact', 'deleted', 'action'),
        kind: fc.constantFrom('device', 'device', 'page'),
        minute: fc.nat(9000),
      } as const)
      let project = 0
      await fc.assert(
        fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 40 }), async (answers) => {
          const name = `later-${project++}`
          // No two at one moment: which is the later one would be chance.
          const given = answers.map((one, index) => ({ ...one, id: `${name}-${index}`, at: one.minute * 100 + index }))
          await store.apply(
            name,
            given.map(({ id, person, kind, score, help, at }) => {
              const checked = check(
                responseEvent(id, 1, {
                  project: name,
                  instrument: asked,
                  respondent: { id: `${kind}-${person}`, kind },
                  status: 'answered',
                  answers: {
                    csat: score,
                    ...(help === 'action' && { call: 'call-back' }),
                    ...((help === 'contact' || help === 'deleted') && { 'you.email': 'a@b.example' }),
                  },
                  createdAt: new Date(NOW - 1e9 + at * 1000).toISOString(),
                }),
                name,
                NOW,
              )
              if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
              return checked.item
            }),
          )
          await store.deleteContacts(
            name,
            given.flatMap(({ id, help }) => (help === 'deleted' ? [id] : [])),
            by,
          )
          const found = await store.later({ project: name, test: false }, { touchpoint: { id: 'confirmation' }, instrument: asked }, 2)
          const expected = new Map<string, number>()
          for (const person of new Set(given.map(({ person }) => person))) {
            const theirs = given.filter((one) => one.person === person && one.kind === 'device').sort((a, b) => a.at - b.at)
            const first = theirs.find(({ score }) => score <= 2)
            if (!first) continue
            const later = theirs.filter(({ at }) => at > first.at).at(-1)
            const key = `${first.help !== null} ${later?.score ?? null}`
            expected.set(key, (expected.get(key) ?? 0) + 1)
          }
          expect(new Map(found.map(({ accepted, score, n }) => [`${accepted} ${score}`, n]))).toEqual(expected)
        }),
        { numRuns: 12 },
      )
    })

    it('keeps what staff expect: one answer a browser, until the link is closed or deleted', async () => {
      const asked = { survey: 'checkout-csat', metric: 'csat', text: 'How did it go?', points: 5, countsFrom: null, labels: [] } as const
      const open: BeliefLink = { id: 'a', project: 'default', touchpoint: 'confirmation', asked, createdAt: by.at, closedAt: null }
      await store.beliefs.add(open, 'hash', by)
      await store.beliefs.add({ ...open, project: 'other' }, 'other hash', by)
      expect(await store.beliefs.find('hash')).toEqual(open)
      expect(await store.beliefs.find('a')).toBeNull()
      expect([await store.beliefs.answer(open, 'b1', 5, '2027-02-03'), await store.beliefs.answer(open, 'b1', 1, '2027-02-04')]).toEqual([
        'kept',
        'before',
      ])
      await store.beliefs.answer(open, 'b2', 4, '2027-02-05')
      await store.beliefs.answer(open, 'b3', 5, '2027-02-01')
      expect([await store.beliefs.has(open, 'b1'), await store.beliefs.has({ ...open, project: 'other' }, 'b1')]).toEqual([true, false])
      expect(await store.beliefs.list('default')).toEqual([
        {
          ...open,
          values: [
            { value: 4, n: 1 },
            { value: 5, n: 2 },
          ],
          lastOn: '2027-02-05',
        },
      ])
      expect(await store.beliefs.list('other')).toMatchObject([{ values: [], lastOn: null }])
      expect(await store.beliefs.close('default', 'a', by)).toBe(true)
      expect(await store.beliefs.close('default', 'a', by)).toBe(false)
      expect(await store.beliefs.find('hash')).toBeNull()
      expect(await store.beliefs.list('default')).toMatchObject([{ closedAt: by.at, lastOn: '2027-02-05' }])
      expect([await store.beliefs.remove('default', 'a', by), await store.beliefs.remove('default', 'a', by)]).toEqual([true, false])
      expect([await store.beliefs.list('default'), await store.beliefs.has(open, 'b1')]).toEqual([[], false])
      expect(await store.beliefs.find('other hash')).not.toBeNull()
    })

    it('finds one response', async () => {
      const one = response('a', 1, { score: 4 })
      await store.apply('default', [one])
      expect(await store.response('default', 'a')).toEqual(one.type === 'response' && one.response)
      expect(await store.response('other', 'a')).toBeNull()
    })

    it('deletes test answers and what was kept apart of them, and no real ones; none of them comes back', async () => {
      const asked = instrument({ types: { csat: 'csat', you: 'contact' } })
      const answers = { csat: 4, 'you.email': 'a@b.example' }
      const test = response('t', 1, { test: true, status: 'answered', instrument: asked, answers })
      const real = response('r', 1, { status: 'answered', instrument: asked, answers })
      await store.apply('default', [test, real])
      expect(await store.deleteTests('default', by)).toBe(1)
      expect((await store.page({ project: 'default' }, '', 9)).map(({ id }) => id)).toEqual(['r'])
      expect((await store.contacts({ project: 'default' }, null, 9)).map((contact) => contact.response)).toEqual(['r'])
      await store.apply('default', [test])
      expect(await store.page({ project: 'default', test: true }, '', 9)).toEqual([])
      expect(await store.deleteTests('default', by)).toBe(0)
    })
  })
}
