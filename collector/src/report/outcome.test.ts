import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../../src/survey/wire'
import type { AnswerCount } from '../store'
import type { Measure } from './measures'
import { outcomeOf } from './outcome'
import { topRate } from './rate'

const given = (...list: readonly (readonly [answers: Answers, n: number])[]): AnswerCount[] => list.map(([answers, n]) => ({ answers, n }))
const chat = new Map<string, Measure>([
  ['resolved', 'resolution'],
  ['first', 'first-contact'],
])
const visit = new Map<string, Measure>([
  ['why', 'purpose'],
  ['could', 'success'],
])

describe('a resolution', () => {
  test('is yes among yes, partly and no: who says it is too soon is told apart', () => {
    const answers = given(
      [{ resolved: ['yes'] }, 40],
      [{ resolved: ['partly'] }, 6],
      [{ resolved: ['no'] }, 4],
      [{ resolved: ['too-soon'] }, 15],
    )
    expect(outcomeOf({ id: 'resolved' }, chat, answers)).toEqual({
      yes: 40,
      n: 50,
      share: 80,
      interval: [66.96, 88.76],
      apart: 15,
      firstContact: null,
      byPurpose: [],
    })
  })
  test('below ten is counted, and is no share', () =>
    expect(outcomeOf({ id: 'resolved' }, chat, given([{ resolved: ['yes'] }, 9], [{ resolved: ['too-soon'] }, 9]))).toMatchObject({
      yes: 9,
      n: 9,
      share: null,
      interval: null,
      apart: 9,
    }))
  test('is none where nobody answered, and for a choice that measures nothing', () => {
    expect(outcomeOf({ id: 'resolved' }, chat, given([{ csat: 4 }, 30]))).toBeNull()
    expect(outcomeOf({ id: 'colour' }, chat, given([{ colour: ['yes'] }, 30]))).toBeNull()
  })
})

describe('at first contact', () => {
  test('resolved and first, of those of whom both are known', () => {
    const answers = given(
      [{ resolved: ['yes'], first: ['yes'] }, 12],
      [{ resolved: ['yes'], first: ['no'] }, 5],
      [{ resolved: ['no'], first: ['yes'] }, 3],
      [{ resolved: ['yes'], first: ['unsure'] }, 7],
      [{ resolved: ['yes'] }, 20],
      [{ resolved: ['too-soon'], first: ['yes'] }, 9],
    )
    expect(outcomeOf({ id: 'resolved' }, chat, answers)?.firstContact).toMatchObject({ yes: 12, n: 20, share: 60 })
  })
  test('as the chat tells it; what it tells counts before what was asked', () => {
    const told = {
      first: given([{ resolved: ['yes'], first: ['no'] }, 8]),
      later: given([{ resolved: ['yes'] }, 2], [{ resolved: ['too-soon'] }, 4]),
    }
    const answers = [...told.first, ...told.later, ...given([{ resolved: ['no'], first: ['yes'] }, 6])]
    expect(outcomeOf({ id: 'resolved' }, chat, answers, [], told)?.firstContact).toMatchObject({ yes: 8, n: 16, share: 50 })
  })
})

test('a success, by what people came for; a purpose of fewer than five is left out', () => {
  const answers = given(
    [{ why: ['buy'], could: ['yes'] }, 9],
    [{ why: ['buy'], could: ['no'] }, 3],
    [{ why: ['return'], could: ['no'] }, 5],
    [{ why: ['help'], could: ['yes'] }, 4],
    [{ could: ['yes'] }, 2],
    [{ why: ['buy'], could: ['not-yet'] }, 6],
  )
  expect(outcomeOf({ id: 'could' }, visit, answers, [{ id: 'buy', text: 'Buying' }])).toMatchObject({
    yes: 15,
    n: 23,
    apart: 6,
    firstContact: null,
    byPurpose: [
      { option: 'buy', label: 'Buying', yes: 9, n: 12, share: 75 },
      { option: 'return', label: 'return', yes: 0, n: 5, share: null },
    ],
  })
})

test('whatever is answered: counted person by person it comes to the same', () => {
  const answer = fc.record(
    {
      resolved: fc.constantFrom('yes', 'partly', 'no', 'too-soon', 'new').map((id) => [id]),
      first: fc.constantFrom('yes', 'no', 'unsure').map((id) => [id]),
    },
    { requiredKeys: [] },
  )
  const told = fc.constantFrom(null, 1, 2)
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, told), { maxLength: 60 }), (people) => {
      const counts = (wanted: (number: number | null) => boolean) =>
        people.filter(([, number]) => wanted(number)).map(([answers]): AnswerCount => ({ answers: answers as Answers, n: 1 }))
      const found = outcomeOf(
        { id: 'resolved' },
        chat,
        counts(() => true),
        [],
        {
          first: counts((number) => number === 1),
          later: counts((number) => number === 2),
        },
      )
      const isFirst = ([{ first }, number]: (typeof people)[number]) =>
        number !== null ? number === 1 : first?.[0] === 'yes' ? true : first?.[0] === 'no' ? false : null
      const could = people.filter(([{ resolved }]) => ['yes', 'partly', 'no'].includes(resolved?.[0] ?? ''))
      const known = could.filter((person) => isFirst(person) !== null)
      if (people.every(([{ resolved }]) => resolved === undefined)) return found === null
      expect(found?.n).toBe(could.length)
      expect(found?.yes).toBe(could.filter(([{ resolved }]) => resolved?.[0] === 'yes').length)
      expect(found?.firstContact?.n ?? 0).toBe(known.length)
      expect(found?.firstContact?.yes ?? 0).toBe(known.filter((person) => isFirst(person) && person[0].resolved?.[0] === 'yes').length)
      return true
    }),
  )
})

test('the best points of a scale: two of five, with Wilson’s interval', () => {
  const bars = [4, 6, 10, 50, 30].map((count, index) => ({ value: index + 1, count }))
  expect(topRate(bars)).toEqual({ from: 4, yes: 80, n: 100, share: 80, interval: [71.12, 86.66] })
  expect(topRate(bars.map((bar) => ({ ...bar, count: 1 })))).toMatchObject({ yes: 2, n: 5, share: null })
})
