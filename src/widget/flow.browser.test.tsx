import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Question } from '../survey/config'
import type { Durability } from '../survey/wire'
import { ces, csat, deferred, hideAll, line, nps, open, pick, press, rating, several, survey, why } from './testing'
import { words } from './words/words-en'

afterEach(hideAll)

const branching: Question[] = [
  { ...csat, next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { goTo: 'nps' }] },
  { ...why, next: [{ end: 'sorry' }] },
  nps,
]
const endings = [
  { id: 'thanks', text: 'Thank you!' },
  { id: 'sorry', text: 'We are sorry.' },
]

describe('saving', () => {
  test('thanks nobody before the commit; the point looks chosen meanwhile', async () => {
    const commit = deferred<Durability>()
    const save = vi.fn(() => commit.promise)
    const { get, all, heading } = open([csat], { save })
    press(all('[role=radio]')[4] as HTMLElement)
    expect(save).toHaveBeenCalledWith({ csat: 5 }, 'completed')
    expect(get('[aria-checked=true]').textContent).toBe('Very well')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(heading()).toBe('How did it go?')
    commit.resolve('disk')
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
  })

  test('says so when it failed, keeps the answer, and tries again', async () => {
    let isBroken = true
    const { get, all, heading, saves, root } = open([csat, why], {
      save: async (answers, state) => {
        saves.push({ answers, state })
        if (isBroken) throw new Error('quota')
        return 'disk'
      },
    })
    press(all('[role=radio]')[1] as HTMLElement)
    await vi.waitFor(() => expect(get('[role=alert]').textContent).toBe(words.errorSave))
    expect(get('[role=radiogroup]').getAttribute('aria-describedby')?.split(' ')).toContain(get('[role=alert]').id)
    expect(get('[aria-checked=true]').textContent).toBe('Fairly badly')
    expect(heading()).toBe('How did it go?')
    isBroken = false
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(root.querySelector('[role=alert]')).toBeNull()
    expect(saves).toHaveLength(2)
  })

  test('a commit overtaken by another choice moves nothing and its failure is not shown', async () => {
    const commits = [deferred<Durability>(), deferred<Durability>()]
    let count = 0
    const { all, heading, get, root } = open([csat, why], { save: () => (commits[count++] as (typeof commits)[0]).promise })
    press(all('[role=radio]')[0] as HTMLElement)
    press(all('[role=radio]')[3] as HTMLElement)
    commits[0]?.reject(new Error('late'))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(root.querySelector('[role=alert]')).toBeNull()
    expect(get('[aria-checked=true]').textContent).toBe('Fairly well')
    expect(heading()).toBe('How did it go?')
    commits[1]?.resolve('disk')
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })

  test('a second error of the same kind is a new alert', async () => {
    const { get } = open([csat])
    get('footer button').click()
    const first = get('[role=alert]')
    expect(first.textContent).toBe(words.errorChoose)
    get('footer button').click()
    expect(get('[role=alert]')).not.toBe(first)
  })
})

describe('choosing', () => {
  test.each([
    ['csat', csat, 2],
    ['nps', nps, 0],
    ['ces', ces, 6],
    ['rating', rating, 3],
    ['choice', pick, 1],
  ])('a keyboard click (detail 0) on %s stores and stays', async (_, question, at) => {
    const { all, saves, heading, get } = open([question, why])
    const before = heading()
    await vi.waitFor(() => expect(get('[role=status]').textContent).toContain(before))
    press(all('[role=radio]')[at] as HTMLElement, 0)
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe(words.saved))
    expect(saves).toHaveLength(1)
    expect(saves[0]?.state).toBe('answered')
    expect(heading()).toBe(before)
    expect(all('[aria-checked=true]')).toHaveLength(1)
  })

  test('nothing is chosen beforehand, in any type', () => {
    for (const question of [csat, nps, ces, rating, pick, several]) {
      expect(open([question]).all('[aria-checked=true]')).toEqual([])
      hideAll()
    }
  })

  test('NPS runs from 0 to 10 and stores 0 as an answer', async () => {
    const { all, saves, heading, get } = open([nps, why])
    expect(all('[role=radio]').map((radio) => radio.textContent)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    press(all('[role=radio]')[0] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves).toEqual([{ answers: { nps: 0 }, state: 'answered' }])
    get('.back').click()
    expect(get('[aria-checked=true]').textContent).toBe('0')
  })

  test('several options are one answer in the order of the options, and can be taken back', async () => {
    const { all, saves, get, heading } = open([several])
    press(all('[role=checkbox]')[2] as HTMLElement)
    press(all('[role=checkbox]')[0] as HTMLElement)
    expect(all('[aria-checked=true]').map((box) => box.textContent)).toEqual(['The welcome', 'The parcel'])
    await vi.waitFor(() => expect(saves.at(-1)).toEqual({ answers: { several: ['welcome', 'parcel'] }, state: 'answered' }))
    press(all('[role=checkbox]')[2] as HTMLElement)
    press(all('[role=checkbox]')[0] as HTMLElement)
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({}))
    get('footer button:last-child').click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
  })

  test('a required question without an answer says what to do; an optional one can be skipped', async () => {
    const { get, all, heading, saves, root } = open([csat, { ...nps, optional: true }])
    expect(all('footer button').map((button) => button.textContent)).toEqual([words.next])
    get('footer button').click()
    expect(get('[role=alert]').textContent).toBe(words.errorChoose)
    expect(saves).toEqual([])
    press(all('[role=radio]')[3] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('How likely are you to recommend us?'))
    expect(root.querySelector('[role=alert]')).toBeNull()
    expect(get('#d').textContent?.trim()).toBe(words.optional)
    expect(all('footer button').map((button) => button.textContent)).toEqual([words.back, words.skip, words.send])
    all('footer button')[1]?.click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(saves.at(-1)).toEqual({ answers: { csat: 4 }, state: 'completed' })
  })
})

describe('text', () => {
  const write = (field: HTMLElement, value: string) => {
    ;(field as HTMLTextAreaElement).value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }

  test('typing drafts, Send commits', async () => {
    const { get, drafts, saves, heading } = open([why])
    write(get('textarea'), 'Too')
    write(get('textarea'), ' Too slow ')
    expect(drafts).toEqual([{ why: 'Too' }, { why: ' Too slow ' }])
    expect(saves).toEqual([])
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(saves).toEqual([{ answers: { why: 'Too slow' }, state: 'completed' }])
  })

  test('may be left empty, even where it is not marked optional', async () => {
    const { get, saves, heading } = open([line])
    get('footer button:last-child').click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(saves).toEqual([{ answers: {}, state: 'completed' }])
  })

  test('what was typed but not sent survives Back and is not committed with another answer', async () => {
    const { get, all, saves, heading } = open([csat, why])
    press(all('[role=radio]')[0] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    write(get('textarea'), 'Hm')
    get('.back').click()
    press(all('[role=radio]')[1] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves.at(-1)?.answers).toEqual({ csat: 2 })
    expect((get('textarea') as HTMLTextAreaElement).value).toBe('Hm')
  })

  test('says how much room is left once it is tight, in the right number', () => {
    const { get, root } = open([line])
    write(get('input'), 'x'.repeat(39))
    expect(get('#c').textContent).toBe('1 character left')
    write(get('input'), 'x'.repeat(38))
    expect(get('#c').textContent).toBe('2 characters left')
    expect(get('input').getAttribute('aria-describedby')?.split(' ')).toContain('c')
    hideAll()
    expect(open([why]).root.querySelector('#c')).toBeNull()
    expect(root.isConnected).toBe(false)
  })

  test('asks recorders and password managers to look away', () => {
    const field = open([why]).get('textarea')
    expect(field.getAttribute('autocomplete')).toBe('off')
    expect(field.matches('.ph-no-capture[data-sentry-mask][data-hj-suppress][data-1p-ignore][data-lpignore]')).toBe(true)
    expect((field as HTMLTextAreaElement).maxLength).toBe(2000)
  })
})

describe('the way through', () => {
  test('Back undoes an advance and keeps the answer', async () => {
    const { get, all, heading } = open([csat, why])
    expect(all('.back')).toEqual([])
    press(all('[role=radio]')[1] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    get('.back').click()
    expect(heading()).toBe('How did it go?')
    expect(get('[aria-checked=true]').textContent).toBe('Fairly badly')
  })

  test('an abandoned branch has no part in what is saved; coming back to it, its answer is still there', async () => {
    const { get, all, heading, saves } = open([], { survey: { ...survey(...branching), endings } })
    press(all('[role=radio]')[0] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    const field = get('textarea') as HTMLTextAreaElement
    field.value = 'Slow'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toBe('We are sorry.'))
    expect(saves.at(-1)).toEqual({ answers: { csat: 1, why: 'Slow' }, state: 'completed' })
    get('.back').click()
    get('.back').click()
    press(all('[role=radio]')[4] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('How likely are you to recommend us?'))
    expect(saves.at(-1)).toEqual({ answers: { csat: 5 }, state: 'answered' })
    get('.back').click()
    press(all('[role=radio]')[1] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect((get('textarea') as HTMLTextAreaElement).value).toBe('Slow')
    expect(saves.at(-1)?.answers).toEqual({ csat: 2, why: 'Slow' })
  })

  test('Back from the thanks of a mis-tap, then another choice', async () => {
    const { get, all, heading, saves, closed } = open([csat])
    press(all('[role=radio]')[0] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    get('.back').click()
    press(all('[role=radio]')[4] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(saves.map(({ answers }) => answers)).toEqual([{ csat: 1 }, { csat: 5 }])
    get('.x').click()
    expect(closed).toEqual(['completed'])
  })

  test('resumes at the first question without an answer', () => {
    const { heading, all } = open([csat, why], { answers: { csat: 2 } })
    expect(heading()).toBe('What could be better?')
    expect(all('.back')).toHaveLength(1)
  })

  test.each<[Durability]>([['disk'], ['session'], ['memory']])('offline, says where the answer is: %s', async (durability) => {
    const { all, get, heading } = open([csat], { durability, offline: () => true })
    press(all('[role=radio]')[2] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(get('#d').textContent).toBe(words.savedOffline[durability])
    expect(get('[role=status]').textContent).toContain(words.savedOffline[durability])
  })

  test('closing says why: dismissed, left, completed, hidden', async () => {
    const first = open([csat])
    first.get('.x').click()
    expect(first.closed).toEqual(['dismissed'])
    const second = open([csat, why])
    press(second.all('[role=radio]')[2] as HTMLElement, 0)
    second.get('.x').click()
    expect(second.closed).toEqual(['left'])
    const third = open([csat])
    third.card.hide()
    third.card.hide()
    expect(third.closed).toEqual(['hidden'])
  })

  test('any sequence of steps ends in thanks, and what is saved is exactly what is on the way', async () => {
    const questions: Question[] = [
      {
        ...csat,
        next: [
          { when: { answer: 'csat', lte: 2 }, goTo: 'why' },
          { when: { answer: 'csat', gte: 5 }, goTo: 'pick' },
        ],
      },
      { ...nps, optional: true, next: [{ when: { answer: 'nps', lte: 3 }, goTo: 'csat' }] },
      { ...why, next: [{ end: 'sorry' }] },
      pick,
    ]
    /** By hand, from the answers alone: which questions may be in a snapshot. */
    const allowed = (answers: Readonly<Record<string, unknown>>): string[] => {
      const score = answers.csat as number | undefined
      if (score === undefined) return ['csat', 'nps', 'why']
      if (score <= 2) return ['csat', 'why']
      if (score >= 5) return ['csat', 'pick']
      return Number(answers.nps ?? 9) <= 3 ? ['csat', 'nps'] : ['csat', 'nps', 'why']
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.nat(10), fc.constant('back'), fc.constant('go')), { maxLength: 12 }), async (steps) => {
        const { all, get, heading, saves, root } = open([], { survey: { ...survey(...questions), endings } })
        const settle = () => new Promise((resolve) => setTimeout(resolve))
        const isOver = () => endings.some((ending) => ending.text === heading())
        const choose = async (at: number) => {
          const radios = all('[role=radio]')
          const field = root.querySelector('textarea')
          if (radios.length) press(radios[at % radios.length] as HTMLElement, 0)
          else if (field) {
            field.value = `text ${at}`
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))
          }
          await settle()
        }
        for (const step of steps) {
          if (step === 'back') root.querySelector<HTMLElement>('.back')?.click()
          else if (step === 'go') root.querySelector<HTMLElement>('.go,.next')?.click()
          else await choose(step)
          await settle()
        }
        for (let left = questions.length * 2; left && !isOver(); left--) {
          await choose(4)
          get('.go,.next').click()
          await settle()
        }
        expect(isOver(), `${JSON.stringify(steps)} stuck at ${heading()}`).toBe(true)
        expect(saves.at(-1)?.state).toBe('completed')
        for (const { answers } of saves)
          expect(allowed(answers), `${JSON.stringify(steps)} saved ${JSON.stringify(answers)}`).toEqual(
            expect.arrayContaining(Object.keys(answers)),
          )
        hideAll()
      }),
      { numRuns: 60 },
    )
  })
})
