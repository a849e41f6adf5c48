import { describe, expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import type { CommentQuery, StoreItem } from '../src/store'
import { MOST_VALUES } from '../src/store/dimensions'
import { instrument, NOW, responseEvent } from './fixtures'
import { stores, useStore } from './stores'

const scope = { project: 'default', test: false } as const
const of = { touchpoint: { id: 'confirmation' }, instrument: { fingerprint: 'f1' } }
const response = (...given: Parameters<typeof responseEvent>): StoreItem => {
  const event = responseEvent(...given)
  const checked = check(event, event.data.project, NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}
const props = (props: Readonly<Record<string, unknown>>) => ({ moment: { type: 'event', name: 'order_completed', props } as const })

describe.each(stores)('on $name', ({ take }) => {
  const store = useStore(take)

  describe('what responses may be filtered by', () => {
    const known = async () => Object.fromEntries((await store.dimensions(scope)).map(({ dimension, values }) => [dimension, values]))

    it('is who, on what, where, in which language and variant, at which consent, and the properties of the event', async () => {
      await store.apply('default', [
        response('a', 1, {
          personas: ['new', 'member'],
          variant: 'b',
          context: { device: 'tablet', path: '/order/A-10045/done', plan: 'pro' },
          ...props({ plan: 'Pro yearly', gift: true, items: 3 }),
        }),
      ])
      expect(await known()).toEqual({
        persona: [
          { value: 'member', n: 1 },
          { value: 'new', n: 1 },
        ],
        device: [{ value: 'tablet', n: 1 }],
        language: [{ value: 'en', n: 1 }],
        page: [{ value: '/order/:id/done', n: 1 }],
        variant: [{ value: 'b', n: 1 }],
        consent: [{ value: 'persistent', n: 1 }],
        'event.plan': [{ value: 'Pro yearly', n: 1 }],
        'event.gift': [{ value: 'true', n: 1 }],
        'event.items': [{ value: '3', n: 1 }],
      })
    })

    it('is nothing that names a person or an order, and nothing that somebody wrote', async () => {
      const odd = {
        mail: 'ada@example.com',
        phone: '+33 6 12 34 56 78',
        order_id: 'A-10045',
        uuid: '01930f6e-7c1a-7000-8000-000000000000',
        total: 129.95,
        note: 'I would like to have it delivered on a Sunday, please, if that is possible at all.',
        list: ['a'],
        none: null,
        markup: '<b>bold</b>',
        empty: '',
      }
      await store.apply('default', [
        response('a', 1, { score: 4, comment: 'Nice', ...props(odd), context: { device: odd.mail, path: odd.note } }),
      ])
      expect(Object.keys(await known())).toEqual(['language', 'consent'])
    })

    it('ends where values are too many to tell anything apart: what comes later is counted, but not noted', async () => {
      const items = Array.from({ length: MOST_VALUES + 3 }, (_, index) =>
        response(`r${index}`, 1, props({ shelf: `shelf ${String(index).padStart(3, '0')}` })),
      )
      for (let from = 0; from < items.length; from += 100) await store.apply('default', items.slice(from, from + 100))
      const shelf = (await store.dimensions(scope)).find(({ dimension }) => dimension === 'event.shelf')
      expect(shelf).toMatchObject({ n: MOST_VALUES, isFull: true })
      expect(shelf?.values).toHaveLength(50)
      expect(await store.showings(scope)).toMatchObject([{ n: MOST_VALUES + 3 }])
      const { values, rest, without } = await store.breakdown(scope, of, 'event.shelf')
      expect([values.length, rest?.showings, without?.showings]).toEqual([50, MOST_VALUES - 50, 3])
    })

    it('is of one project, and tests are apart', async () => {
      await store.apply('default', [
        response('a', 1, { context: { device: 'mobile' } }),
        response('t', 1, { test: true, context: { device: 'tablet' } }),
      ])
      await store.apply('other', [response('o', 1, { project: 'other', context: { device: 'desktop' } })])
      expect((await known()).device).toEqual([{ value: 'mobile', n: 1 }])
      expect(await store.showings({ ...scope, filters: [{ dimension: 'device', value: 'desktop' }] })).toEqual([])
    })

    it('finds nothing by a value that nobody has, or that no value can be', async () => {
      await store.apply('default', [response('a', 1)])
      for (const value of ['nobody', '', "' or 1=1 --", '\u0000'])
        expect(await store.showings({ ...scope, filters: [{ dimension: 'persona', value }] })).toEqual([])
    })

    it('follows the revision that counts', async () => {
      const shown = async (value: string) => store.showings({ ...scope, filters: [{ dimension: 'persona', value }] })
      await store.apply('default', [response('a', 1, { personas: ['new'] })])
      await store.apply('default', [response('a', 2, { personas: ['member'] })])
      expect([await shown('new'), await shown('member')]).toMatchObject([[], [{ n: 1 }]])
    })

    it('leaves the counts of gates out, which know no values', async () => {
      await store.apply('default', [
        { type: 'counts', eventId: 'c', counts: [{ survey: 's', day: '2027-03-01', triggered: 1, eligible: 1, sampled: 1 }] },
      ])
      expect(await store.gateCounts(scope)).toHaveLength(1)
      expect(await store.gateCounts({ ...scope, filters: [{ dimension: 'device', value: 'mobile' }] })).toEqual([])
    })
  })

  it('breaks one instrument down by a dimension, the most frequent value first', async () => {
    await store.apply('default', [
      response('a', 1, { score: 4, personas: ['new'] }),
      response('b', 1, { score: 4, personas: ['new', 'member'], respondent: { id: 'tab', kind: 'session' } }),
      response('c', 1, { personas: ['new'] }),
      response('d', 1, { score: 1 }),
      response('other', 1, { score: 5, personas: ['new'], touchpoint: { id: 'other' } }),
    ])
    expect(await store.breakdown(scope, of, 'persona')).toEqual({
      dimension: 'persona',
      values: [
        { value: 'new', showings: 3, answered: 2, scores: [{ score: 4, n: 2, unrecognised: 1 }] },
        { value: 'member', showings: 1, answered: 1, scores: [{ score: 4, n: 1, unrecognised: 1 }] },
      ],
      rest: null,
      without: { showings: 1, answered: 1, scores: [{ score: 1, n: 1, unrecognised: 0 }] },
    })
    expect(await store.breakdown({ ...scope, project: 'other' }, of, 'persona')).toEqual({
      dimension: 'persona',
      values: [],
      rest: null,
      without: null,
    })
  })

  describe('comments', () => {
    const found = async (which: Omit<CommentQuery, 'limit'> = {}, limit = 99) =>
      (await store.comments(scope, { ...which, limit })).map(({ id }) => id)

    it('are found whatever the case and the accents, in French and in English', async () => {
      await store.apply('default', [
        response('a', 1, { score: 2, comment: 'Déçu : trop d’étapes au paiement…', ageMs: 3000 }),
        response('b', 1, { score: 4, comment: 'Cœur de gamme parfait', ageMs: 2000 }),
        response('c', 1, { score: 4, comment: 'The PAYMENT took\nlong, 100% true_ish', ageMs: 1000 }),
      ])
      expect(await found()).toEqual(['c', 'b', 'a'])
      expect(await found({ query: 'DECU' })).toEqual(['a'])
      expect(await found({ query: "étapes d'" })).toEqual(['a'])
      expect(await found({ query: 'coeur' })).toEqual(['b'])
      expect(await found({ query: 'long payment' })).toEqual(['c'])
      expect(await found({ query: '100%' })).toEqual(['c'])
      expect(await found({ query: '%' })).toEqual(['c'])
      expect(await found({ query: '_' })).toEqual(['c'])
      expect(await found({ query: '\\' })).toEqual([])
      expect(await found({ query: '  ' })).toEqual(['c', 'b', 'a'])
      expect(await found({ query: "' or 1=1 --" })).toEqual([])
    })

    it('are told apart by language, by how low the score is, and by instrument', async () => {
      const nps = instrument({ fingerprint: 'n', type: 'nps', points: 11 })
      await store.apply('default', [
        response('fr', 1, { comment: 'Bien', instrument: instrument({ locale: 'fr' }), ageMs: 9000 }),
        response('ca', 1, { comment: 'Bien', instrument: instrument({ locale: 'fr-CA' }), ageMs: 8000 }),
        response('low', 1, { score: 1, comment: 'Bad', ageMs: 7000 }),
        response('middle', 1, { score: 3, comment: 'Fair', ageMs: 6000 }),
        response('high', 1, { score: 4, comment: 'Good', ageMs: 5000 }),
        response('six', 1, { score: 6, comment: 'Hm', instrument: nps, ageMs: 4000 }),
        response('eight', 1, { score: 8, comment: 'Hm', instrument: nps, ageMs: 3000 }),
        response('nine', 1, { score: 9, comment: 'Wow', instrument: nps, ageMs: 2000 }),
      ])
      expect(await found({ language: 'fr' })).toEqual(['ca', 'fr'])
      expect(await found({ language: 'fr-CA' })).toEqual(['ca'])
      expect(await found({ band: 'low' })).toEqual(['six', 'low'])
      expect(await found({ band: 'middle' })).toEqual(['eight', 'middle'])
      expect(await found({ band: 'high' })).toEqual(['nine', 'high'])
      expect(await found({ of: { touchpoint: { id: 'confirmation' }, instrument: nps } })).toEqual(['nine', 'eight', 'six'])
    })

    it('come page by page, those of one time too, and end', async () => {
      await store.apply(
        'default',
        Array.from({ length: 7 }, (_, index) => response(`r${index}`, 1, { comment: 'Same', ageMs: index < 3 ? 2000 : 1000 })),
      )
      const seen: string[] = []
      for (let after: CommentQuery['after']; ; ) {
        const page = await store.comments(scope, { limit: 2, ...(after && { after }) })
        seen.push(...page.map(({ id }) => id))
        after = page.at(-1)
        if (page.length < 2) break
      }
      expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0'])
    })

    it('are as the highest revision has them, and go with the person', async () => {
      const respondent = { id: 'one', kind: 'device' } as const
      await store.apply('default', [
        response('a', 2, { comment: 'First', respondent }),
        response('a', 1, { comment: 'Before', respondent }),
      ])
      expect([await found({ query: 'first' }), await found({ query: 'before' })]).toEqual([['a'], []])
      await store.apply('default', [response('a', 3, { comment: 'Second', respondent })])
      expect([await found({ query: 'first' }), await found({ query: 'second' })]).toEqual([[], ['a']])
      await store.apply('default', [response('a', 4, { score: 4, respondent })])
      expect(await found()).toEqual([])
      await store.apply('default', [response('b', 1, { comment: 'Mine', respondent })])
      await store.erase('default', 'one', { who: 'root', at: new Date(NOW).toISOString() })
      expect(await found()).toEqual([])
    })

    it('are searched without how to reach somebody', async () => {
      await store.apply('default', [
        response('a', 1, {
          instrument: instrument({ types: { csat: 'csat', why: 'text', mail: 'text.email', note: 'text' } }),
          answers: { csat: 2, why: 'Slow', mail: 'ada@example.com' },
          status: 'answered',
        }),
      ])
      expect([await found({ query: 'slow' }), await found({ query: 'ada@example' })]).toEqual([['a'], []])
    })
  })
})
