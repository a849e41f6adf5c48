import { describe, expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import type { Store, StoreItem } from '../src/store'
import { NOW, responseEvent } from './fixtures'
import { type StoreKind, useStore } from './stores'

const doing = { who: 'ana', at: '2027-03-01T12:00:00.000Z' } as const
const none = { published: null, draft: null } as const

const response = (id: string, change: Parameters<typeof responseEvent>[2], flagged = false): StoreItem => {
  const checked = check(responseEvent(id, 1, change), 'default', NOW)
  if ('problem' in checked || checked.item.type !== 'response') throw new Error('expected a response')
  const flags = flagged ? [{ code: 'unknown-question', at: 'why' } as const] : []
  return { ...checked.item, response: { ...checked.item.response, flags } }
}

/** What every store has to hold of configurations and their surveys. */
export const surveysContract = ({ name, take }: StoreKind): void => {
  describe(`configurations in a store on ${name}`, () => {
    const store = useStore(take)
    const save = (head: Parameters<Store['surveys']['change']>[1], draft: string, note = '') =>
      store.surveys.change('default', head, { ...doing, action: 'saved', draft, note })

    it('has nothing at first', async () => {
      expect(await store.surveys.head('default')).toEqual(none)
      expect(await store.surveys.published()).toEqual(new Map())
      expect(await store.surveys.version('default', 1)).toBe(null)
      expect(await store.surveys.versions('default', 10)).toEqual([])
      expect(await store.surveys.history('default', 10)).toEqual([])
    })

    it('keeps every draft as a version, publishes one, goes back to an earlier one, and notes who did it', async () => {
      const first = await save(none, '{"a":1}', 'begun')
      expect(first).toEqual({ changed: true, head: { published: null, draft: 1 } })
      const second = await save(first.head, '{"a":2}')
      expect(second.head).toEqual({ published: null, draft: 2 })
      const third = await store.surveys.change('default', second.head, { ...doing, action: 'published', published: 2, draft: null })
      expect(third.head).toEqual({ published: 2, draft: null })
      expect(await store.surveys.published()).toEqual(new Map([['default', 2]]))
      expect(await store.surveys.version('default', 2)).toEqual({
        number: 2,
        state: 'published',
        author: 'ana',
        createdAt: doing.at,
        note: '',
        content: '{"a":2}',
      })
      const back = await store.surveys.change('default', third.head, { ...doing, who: 'bo', action: 'rolled-back', published: 1 })
      expect(back.head).toEqual({ published: 1, draft: null })
      expect(await store.surveys.versions('default', 10)).toMatchObject([
        { number: 2, state: 'published' },
        { number: 1, state: 'published', note: 'begun' },
      ])
      expect(await store.surveys.history('default', 10)).toMatchObject([
        { who: 'bo', action: 'rolled-back', version: 1, from: 2 },
        { who: 'ana', action: 'published', version: 2, from: null },
        { action: 'saved', version: 2, from: 1 },
        { action: 'saved', version: 1, from: null, note: 'begun' },
      ])
      expect(await store.surveys.history('default', 1)).toHaveLength(1)
      // Nothing published here any more: the file counts again.
      const { head } = await store.surveys.change('default', back.head, { ...doing, action: 'rolled-back', published: null })
      expect([head, await store.surveys.published()]).toEqual([none, new Map()])
    })

    it('changes nothing where somebody else was first', async () => {
      const { head } = await save(none, '{"a":1}')
      expect(await save(none, '{"a":"mine"}')).toEqual({ changed: false, head })
      expect(await store.surveys.versions('default', 10)).toHaveLength(1)
      expect(await store.surveys.history('default', 10)).toHaveLength(1)
    })

    it('lets one of many win who save at the same time', async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => save(none, `{"a":${index}}`)))
      expect(outcomes.filter(({ changed }) => changed)).toHaveLength(1)
      expect(await store.surveys.versions('default', 10)).toHaveLength(1)
      expect(new Set(outcomes.map(({ head }) => head.draft))).toEqual(new Set([1]))
    })

    it('makes a version at once where something is published and a draft is there, for both', async () => {
      const { head } = await save(none, '{"a":1}')
      const paused = await store.surveys.change('default', head, {
        ...doing,
        action: 'paused',
        survey: 's',
        published: '{"p":1}',
        draft: '{"d":1}',
        known: [{ survey: 's', version: '1', hash: 'h', content: '{}' }],
      })
      expect(paused.head).toEqual({ published: 2, draft: 3 })
      expect((await store.surveys.version('default', 3))?.state).toBe('draft')
      expect(await store.surveys.history('default', 1)).toMatchObject([{ action: 'paused', survey: 's', version: 2 }])
      expect(await store.surveys.known('default', 's', '1')).toHaveLength(1)
    })

    it('keeps projects apart', async () => {
      await save(none, '{"a":1}')
      const other = await store.surveys.change('other', none, { ...doing, action: 'saved', draft: '{"b":1}' })
      expect(other.head).toEqual({ published: null, draft: 1 })
      expect((await store.surveys.version('other', 1))?.content).toBe('{"b":1}')
      expect(await store.surveys.history('other', 10)).toHaveLength(1)
    })

    it('knows surveys by their version, each form of one once', async () => {
      const one = { survey: 's', version: '2', hash: 'h1', content: '{"id":"s"}' }
      const again = { ...one, hash: 'h2', content: '{"id":"s","wave":2}' }
      expect(await store.surveys.knowsAny('default')).toBe(false)
      await store.surveys.know('default', [one, again, { ...one, version: '1' }])
      await store.surveys.know('default', [one])
      expect(await store.surveys.knowsAny('default')).toBe(true)
      expect((await store.surveys.known('default', 's', '2')).map(({ hash }) => hash).sort()).toEqual(['h1', 'h2'])
      expect(await store.surveys.known('default', 's', '')).toEqual([])
      expect((await store.surveys.known('default', 's')).map(({ version }) => version).sort()).toEqual(['1', '2', '2'])
      expect(await store.surveys.known('other', 's')).toEqual([])
    })

    it('counts showings and answers since two times, without tests, and what is flagged', async () => {
      await store.apply('default', [
        response('a', { score: 4 }),
        response('b', { createdAt: '2027-02-26T12:00:00.000Z' }),
        response('c', { score: 2, createdAt: '2027-01-01T12:00:00.000Z' }, true),
        response('d', { score: 2, test: true }, true),
      ])
      expect(await store.surveys.counts('default', ['2027-03-01T00:00:00.000Z', '2027-02-22T00:00:00.000Z'])).toEqual([
        { survey: 'checkout-csat', shown: [1, 2, 3], answered: [1, 1, 2] },
      ])
      expect(await store.surveys.flagged('default')).toEqual(new Map([['checkout-csat', 1]]))
      const [, , flagged] = await store.page({ project: 'default' }, '', 10)
      expect(flagged?.flags).toEqual([{ code: 'unknown-question', at: 'why' }])
    })

    it('drops a flag that a later revision has not', async () => {
      await store.apply('default', [response('a', { score: 4 }, true)])
      const checked = check(responseEvent('a', 2, { score: 5 }), 'default', NOW)
      if ('problem' in checked) throw new Error('expected an item')
      await store.apply('default', [checked.item])
      expect(await store.surveys.flagged('default')).toEqual(new Map())
    })
  })
}
