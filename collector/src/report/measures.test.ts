import { expect, test, vi } from 'vitest'
import type { Config, Question, Survey } from '../../../src/survey/config'
import type { Store } from '../store'
import { measuresIn, measuresOf } from './measures'
import { momentParts, momentText } from './moments'

const rating = (id: string, more: object = {}): Question => ({ id, type: 'rating', text: id, ...more })
const survey = (questions: readonly Question[], more: object = {}): Survey => ({
  id: 'look-back',
  touchpoint: 't',
  trigger: { on: 'manual' },
  questions,
  ...more,
})

test('what ratings measure, those of variants too', () => {
  const form = survey([rating('a', { reportsAs: 'peak' }), rating('b')], {
    variants: [{ id: 'v', questions: [rating('c', { reportsAs: 'ease', points: 7 })] }],
  })
  expect([...measuresIn([form])]).toEqual([
    ['a', 'peak'],
    ['c', 'ease'],
  ])
})
test('peak and end have one scale of five points: on another they are ratings like any', () => {
  expect([...measuresIn([survey([rating('a', { reportsAs: 'peak', points: 7 }), rating('b', { reportsAs: 'end', points: 5 })])])]).toEqual([
    ['b', 'end'],
  ])
})
test('a name that is none, a question that is none', () => {
  expect(measuresIn([survey([rating('a', { reportsAs: 'joy' }), null as never]), {} as never]).size).toBe(0)
})

test('as the version says that responses name; where it is not known, as the configuration says now', async () => {
  const now = survey([rating('a', { reportsAs: 'end' })], { version: 2 })
  const before = survey([rating('a', { reportsAs: 'peak' })], { version: 1 })
  const config: Config = { version: 1, surveys: [now] }
  const known = vi.fn(async (_: string, __: string, version: string) => (version === '1' ? [{ content: JSON.stringify(before) }] : []))
  const store = { surveys: { known } } as unknown as Pick<Store, 'surveys'>
  const named = async (version: number | null | undefined) => (await measuresOf(store, 'p', config, 'look-back', version)).get('a')
  expect([await named(2), await named(undefined)]).toEqual(['end', 'end'])
  expect(known).not.toHaveBeenCalled()
  expect([await named(1), await named(7), await named(null)]).toEqual(['peak', 'end', 'end'])
  expect((await measuresOf(store, 'p', null, 'look-back', 7)).size).toBe(0)
})

test('a moment is called what the team calls its touchpoint, else by its built-in name, in every language', () => {
  const config: Config = {
    version: 1,
    touchpoints: [{ id: 'cart', stage: 'purchase', category: 'sales', name: 'The basket' }],
    surveys: [survey([], { touchpoint: { id: 'atelier', stage: 'evaluation', category: 'service', name: { fr: 'Notre atelier' } } })],
  }
  const parts = momentParts(config, { id: 'm', type: 'moment', text: 'M', none: 'Nothing' })
  const called = (id: string) => parts.find((part) => part.id === id)?.text
  expect([called('cart'), called('atelier'), called('none')]).toEqual(['The basket', { fr: 'Notre atelier' }, 'Nothing'])
  expect(called('payment')).toMatchObject({ en: 'The payment', fr: 'Le paiement', ar: expect.any(String) })
  expect(momentText('red-lamp')).toBe('red-lamp')
})
