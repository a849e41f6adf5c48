import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Question } from '../../survey/config'
import { agree, arrived, calm, csat, email, hideAll, media, open, people, press, reach, review, ring, tell, voucher, why } from '../testing'
import { extra } from '../words/extra-en'
import { words } from '../words/words-en'
import { words as french } from '../words/words-fr'

beforeEach(() => media())
afterEach(hideAll)

type Card = ReturnType<typeof open>
const write = (field: Element | null, value: string) => {
  ;(field as HTMLInputElement).value = value
  field?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
}
const goOn = ({ get }: Card) => get('footer button:last-child').click()
const alertOf = ({ root }: Card) => root.querySelector('[role=alert]')?.textContent ?? ''
const isOver = (card: Card) => vi.waitFor(() => expect(card.heading()).toBe(words.thanks))

describe('a text of a format', () => {
  const ask = (question: Partial<Question>) => open([{ ...email, ...question } as Question])

  test.each([
    ['email', 'email', 'email', 'email'],
    ['url', 'url', 'url', 'url'],
    ['phone', 'tel', 'tel', 'tel'],
    ['number', 'text', 'decimal', 'off'],
  ] as const)('%s has one line, its keyboard, and what the browser knows', (format, type, inputmode, autocomplete) => {
    const field = ask({ format, long: true }).get('input')
    expect([field.getAttribute('type'), field.getAttribute('inputmode'), field.getAttribute('autocomplete')]).toEqual([
      type,
      inputmode,
      autocomplete,
    ])
    expect(field.matches('.ph-no-capture[data-sentry-mask][data-hj-suppress]')).toBe(true)
    expect(field.getAttribute('aria-labelledby')).toBe('q')
  })

  test.each([
    ['email', 'name', extra.errorEmail],
    ['url', 'no address', extra.errorUrl],
    ['phone', '12', extra.errorPhone],
    ['number', 'many', extra.errorNumber],
  ] as const)('%s: nothing is said while it is typed, what is wrong when one goes on', async (format, typed, message) => {
    const card = ask({ format })
    write(card.get('input'), typed)
    expect(alertOf(card)).toBe('')
    expect(card.get('input').getAttribute('aria-invalid')).toBe('false')
    goOn(card)
    expect(alertOf(card)).toBe(message)
    const field = card.get('input')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.getAttribute('aria-describedby')?.split(' ')).toContain(card.get('[role=alert]').id)
    expect(card.root.activeElement).toBe(field)
    expect(card.saves).toEqual([])
    // It may be left empty all the same.
    write(field, '  ')
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({})
  })

  test('what a person would understand is right, and is one answer', async () => {
    const answers: unknown[] = []
    for (const [format, typed] of [
      ['email', ' name@example.com '],
      ['url', 'example.com'],
      ['phone', '06 12 34 56 78'],
      ['number', '1,5'],
    ] as const) {
      const card = ask({ format })
      write(card.get('input'), typed)
      goOn(card)
      await isOver(card)
      answers.push(card.saves.at(-1)?.answers.email)
      hideAll()
    }
    expect(answers).toEqual(['name@example.com', 'https://example.com', '06 12 34 56 78', 1.5])
  })

  test('a number is a number, within its bounds, said in the visitor’s language', async () => {
    const card = open([people], { words: french, extra: { ...extra, lang: 'fr' } })
    write(card.get('input'), '0')
    goOn(card)
    expect(alertOf(card)).toBe('Enter 1 or more.')
    write(card.get('input'), '1000,5')
    goOn(card)
    expect(alertOf(card)).toBe('Enter 1\u202f000 or less.')
    write(card.get('input'), '12,5')
    expect(card.drafts.at(-1)).toEqual({ people: 12.5 })
    goOn(card)
    await vi.waitFor(() => expect(card.heading()).toBe(french.thanks))
    expect(card.saves.at(-1)?.answers).toEqual({ people: 12.5 })
    card.get('.back').click()
    expect((card.get('input') as HTMLInputElement).value).toBe('12,5')
    goOn(card)
    await vi.waitFor(() => expect(card.saves.at(-1)?.answers).toEqual({ people: 12.5 }))
  })

  test('0 is an answer', async () => {
    const card = ask({ format: 'number' })
    write(card.get('input'), '0')
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({ email: 0 })
  })

  test('one that is not right is in no draft', () => {
    const card = ask({})
    write(card.get('input'), 'nam')
    expect(card.drafts).toEqual([{}])
  })

  test('a comment may have a least length, of what is written at all', async () => {
    const card = open([{ ...why, minLength: 5 } as Question])
    expect(card.get('textarea').getAttribute('autocomplete')).toBe('off')
    expect(card.get('#d').textContent).toContain(words.commentHelp)
    write(card.get('textarea'), ' Hm ')
    goOn(card)
    expect(alertOf(card)).toBe('Write at least 5 characters.')
    expect(card.root.activeElement).toBe(card.get('textarea'))
    write(card.get('textarea'), 'Slow!')
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({ why: 'Slow!' })
  })

  test('it is written from left to right, and stands where the card begins', () => {
    const { get } = open([email], { words: { ...words, lang: 'ar' } })
    expect([getComputedStyle(get('input')).direction, getComputedStyle(get('input')).textAlign]).toEqual(['ltr', 'right'])
  })

  test('what was typed on one question is not taken for an answer by going on from another', async () => {
    const card = open([csat, email])
    press(card.all('[role=radio]')[3] as HTMLElement)
    await vi.waitFor(() => expect(card.heading()).toBe('Where may we write to you?'))
    write(card.get('input'), 'nam')
    card.get('.back').click()
    goOn(card)
    await vi.waitFor(() => expect(card.heading()).toBe('Where may we write to you?'))
    expect(card.saves.at(-1)?.answers).toEqual({ csat: 4 })
    expect((card.get('input') as HTMLInputElement).value).toBe('nam')
    goOn(card)
    expect(alertOf(card)).toBe(extra.errorEmail)
  })
})

describe('a date', () => {
  test('is the browser’s own field, with its bounds', () => {
    vi.useFakeTimers({ now: new Date('2026-05-04T22:30:00'), toFake: ['Date'] })
    const { get } = open([arrived])
    vi.useRealTimers()
    const field = get('input') as HTMLInputElement
    expect([field.type, field.min, field.max]).toEqual(['date', '2026-01-01', '2026-05-04'])
  })

  test('typed in the browser’s order it is an ISO date', async () => {
    const card = open([{ ...arrived, max: '2030-01-01' } as Question])
    card.get('input').focus()
    // The browser of the tests is American.
    await userEvent.keyboard('03142026')
    expect(card.drafts.at(-1)).toEqual({ arrived: '2026-03-14' })
    await userEvent.keyboard('{Enter}')
    await isOver(card)
    expect(card.saves.at(-1)).toEqual({ answers: { arrived: '2026-03-14' }, state: 'completed' })
  })

  test('half a date is not lost by what else the card draws, and is said to be half', async () => {
    const card = open([{ ...arrived, optional: true } as Question])
    const field = card.get('input') as HTMLInputElement
    field.focus()
    await userEvent.keyboard('0314')
    card.card.update()
    expect(field.validity.badInput).toBe(true)
    goOn(card)
    expect(alertOf(card)).toBe(extra.errorDate)
    expect(card.root.activeElement).toBe(field)
    expect(field.validity.badInput).toBe(true)
  })

  test('none where one is needed, and one beside the bounds, in the visitor’s language', async () => {
    const card = open([arrived], { words: french, extra: { ...extra, lang: 'fr' } })
    goOn(card)
    expect(alertOf(card)).toBe(extra.errorDate)
    write(card.get('input'), '2025-12-31')
    goOn(card)
    expect(alertOf(card)).toBe('Choose 1 janvier 2026 or later.')
    write(card.get('input'), '9999-01-01')
    goOn(card)
    expect(alertOf(card)).toMatch(/^Choose \d+ \S+ \d{4} or earlier\.$/)
    expect(card.get('input').getAttribute('aria-invalid')).toBe('true')
    expect(card.saves).toEqual([])
  })

  test('may be skipped where it is optional', async () => {
    const card = open([{ ...arrived, optional: true } as Question])
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({})
  })
})

describe('a contact', () => {
  const field = (card: Card, name: string) => card.get(`#f-${name}`) as HTMLInputElement

  test('each field has its label, what the browser knows and the right keyboard', () => {
    const fields = ['name', 'firstName', 'lastName', 'email', 'phone', 'company', 'postcode', 'city', 'country'] as const
    const { get, all } = open([{ ...reach, fields, required: [] } as Question])
    expect(get('[role=group]').getAttribute('aria-labelledby')).toBe('q')
    const inputs = all('input') as HTMLInputElement[]
    expect(inputs.map((input) => input.labels?.[0]?.textContent?.trim())).toEqual(fields.map((name) => extra.fields[name]))
    expect(inputs.map((input) => input.getAttribute('autocomplete'))).toEqual([
      'name',
      'given-name',
      'family-name',
      'email',
      'tel',
      'organization',
      'postal-code',
      'address-level2',
      'country-name',
    ])
    expect([inputs[3]?.type, inputs[4]?.type]).toEqual(['email', 'tel'])
    for (const input of inputs) {
      // Masked from recorders; browsers and password managers may fill it in.
      expect(input.matches('.ph-no-capture[data-sentry-mask][data-hj-suppress]')).toBe(true)
      expect(input.matches('[data-1p-ignore],[data-lpignore],[autocomplete=off]')).toBe(false)
    }
  })

  test('each field is an answer of its own', async () => {
    const card = open([reach])
    write(field(card, 'firstName'), ' Ada ')
    write(field(card, 'email'), 'ada@example.com')
    write(field(card, 'phone'), '020 7946 0018')
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({
      'reach.firstName': 'Ada',
      'reach.email': 'ada@example.com',
      'reach.phone': '020 7946 0018',
    })
  })

  test('nothing is needed where it may be skipped; once begun, what is needed is', async () => {
    const card = open([{ ...reach, optional: true } as Question])
    expect(card.all('[aria-required=true]')).toEqual([])
    write(field(card, 'company'), 'Example')
    expect(card.all('[aria-required=true]').map(({ id }) => id)).toEqual(['f-firstName', 'f-email'])
    goOn(card)
    expect(card.root.activeElement).toBe(field(card, 'firstName'))
    write(field(card, 'company'), '')
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({})
  })

  test('each error stands beside its field, and the first wrong one has the focus', () => {
    const card = open([reach])
    write(field(card, 'email'), 'ada')
    write(field(card, 'phone'), '12')
    goOn(card)
    const said = ['firstName', 'email', 'phone', 'company'].map((name) => {
      const input = field(card, name)
      const id = input.getAttribute('aria-describedby') ?? ''
      const error = card.root.getElementById(id)
      expect(error?.parentElement ?? input.parentElement).toBe(input.parentElement)
      return [input.getAttribute('aria-invalid'), error?.textContent]
    })
    expect(said).toEqual([
      ['true', extra.errorRequired],
      ['true', extra.errorEmail],
      ['true', extra.errorPhone],
      ['false', undefined],
    ])
    expect(card.all('[role=alert]')).toHaveLength(1)
    expect(card.root.activeElement).toBe(field(card, 'firstName'))
  })

  test('where it comes first and is not optional, an empty one says what is needed', () => {
    const card = open([reach])
    goOn(card)
    expect(alertOf(card)).toBe(extra.errorRequired)
    expect(card.root.activeElement).toBe(field(card, 'firstName'))
    hideAll()
    const free = open([{ ...reach, required: [] } as Question])
    goOn(free)
    expect(alertOf(free)).toBe(extra.errorRequired)
    expect(free.root.activeElement).toBe(field(free, 'firstName'))
  })

  test('after a score it is never forced', async () => {
    const card = open([csat, reach])
    press(card.all('[role=radio]')[3] as HTMLElement)
    await vi.waitFor(() => expect(card.heading()).toBe('How can we reach you?'))
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)).toEqual({ answers: { csat: 4 }, state: 'completed' })
  })

  test('by keyboard alone', async () => {
    const card = open([reach])
    field(card, 'firstName').focus()
    await userEvent.keyboard('Ada{Tab}ada@example.com{Tab}{Tab}{Enter}')
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({ 'reach.firstName': 'Ada', 'reach.email': 'ada@example.com' })
  })
})

describe('a consent', () => {
  const box = ({ get }: Card) => get('[type=checkbox]') as HTMLInputElement

  test('is never ticked beforehand; the first press ticks it, also on its label', async () => {
    for (const layout of [800, 360]) {
      await page.viewport(layout, 640)
      const card = open([agree])
      expect(box(card).checked).toBe(false)
      card.get('label').click()
      expect(box(card).checked).toBe(true)
      await vi.waitFor(() => expect(card.saves.at(-1)).toEqual({ answers: { agree: true }, state: 'answered' }))
      box(card).click()
      expect(box(card).checked).toBe(false)
      await vi.waitFor(() => expect(card.saves.at(-1)?.answers).toEqual({}))
      hideAll()
    }
  })

  test('is named by what is agreed to, and is large enough', () => {
    const card = open([agree])
    expect(box(card).labels?.[0]?.textContent).toBe('You may show what I wrote.')
    const { width, height } = box(card).getBoundingClientRect()
    expect([width, height]).toEqual([24, 24])
    expect(card.get('a').getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
    // Pressing the link ticks nothing.
    expect(card.get('a').closest('label')).toBeNull()
  })

  test('where it is needed, going on without it says so', async () => {
    const card = open([agree])
    goOn(card)
    expect(alertOf(card)).toBe(extra.errorConsent)
    expect(card.root.activeElement).toBe(box(card))
    expect(box(card).getAttribute('aria-invalid')).toBe('true')
    await userEvent.keyboard(' {Enter}')
    await isOver(card)
    expect(card.saves.at(-1)).toEqual({ answers: { agree: true }, state: 'completed' })
  })

  test('where it may be skipped, no answer is none', async () => {
    const card = open([{ ...agree, optional: true } as Question])
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)?.answers).toEqual({})
  })
})

describe.each([
  ['from left to right', 'en'],
  ['from right to left', 'ar'],
])('%s', (_, lang) => {
  test.each(Object.entries({ email, people, arrived, reach, agree, ring, review, voucher, tell, calm }))(
    '%s at twice the size of text, in a sheet of 320 px: nothing is clipped, everything is large enough',
    async (_, question) => {
      await page.viewport(320, 640)
      const { get, all } = open([question], { words: { ...words, lang } })
      const card = get('section')
      // A sheet shows all of itself once it was touched.
      get('h2').click()
      for (const size of ['100%', '200%']) {
        card.style.fontSize = size
        expect(card.scrollWidth).toBe(card.clientWidth)
        const { left, right } = card.getBoundingClientRect()
        for (const element of all('input, label, a, button, li, p:not([role=status])')) {
          const box = element.getBoundingClientRect()
          expect([element.outerHTML, box.left >= left, box.right <= right]).toEqual([element.outerHTML, true, true])
          if (element.matches('input,a,button'))
            expect([element.outerHTML, box.width >= 24, box.height >= 24]).toEqual([element.outerHTML, true, true])
        }
      }
      await page.viewport(800, 600)
    },
  )
})

describe('a call', () => {
  const phone = ({ get }: Card) => get('#p') as HTMLInputElement

  test('asks for the number, says what for, and thanks', async () => {
    const card = open([ring, why])
    expect(phone(card).labels?.[0]?.textContent).toBe(extra.fields.phone)
    expect(card.get('#n').textContent).toBe(extra.callbackNotice)
    expect(phone(card).getAttribute('aria-describedby')?.split(' ')).toContain('n')
    expect([phone(card).type, phone(card).getAttribute('autocomplete')]).toEqual(['tel', 'tel'])
    expect(phone(card).matches('.ph-no-capture:not([data-1p-ignore])')).toBe(true)
    await vi.waitFor(() => expect(card.seen()).toBe(1), { timeout: 5000 })
    write(phone(card), '+44 7700 900123')
    card.get('.act').click()
    await vi.waitFor(() => expect(card.get('[role=status]').textContent).toBe(extra.callbackDone))
    expect(card.saves.at(-1)).toEqual({ answers: { ring: 'callback', 'ring.phone': '+44 7700 900123' }, state: 'answered' })
    expect(card.get('.act').textContent?.trim()).toBe(extra.callbackDone)
    // Another number may be left.
    write(phone(card), '+44 7700 900124')
    expect(card.get('.act').textContent?.trim()).toBe('Call me')
    card.get('.act').click()
    await vi.waitFor(() => expect(card.saves.at(-1)?.answers).toEqual({ ring: 'callback', 'ring.phone': '+44 7700 900124' }))
  })

  test('a number that is none is said beside it, each time', () => {
    const card = open([ring])
    card.get('.act').click()
    expect(alertOf(card)).toBe(extra.errorPhone)
    expect(card.root.activeElement).toBe(phone(card))
    expect(phone(card).getAttribute('aria-invalid')).toBe('true')
    const first = card.get('[role=alert]')
    card.get('.act').click()
    expect(card.get('[role=alert]')).not.toBe(first)
    write(phone(card), '12')
    goOn(card)
    expect(card.all('[role=alert]')).toHaveLength(1)
    expect(card.saves).toEqual([])
  })

  test('going on with a number asks for the call as well; without one it goes on', async () => {
    const card = open([ring])
    phone(card).focus()
    await userEvent.keyboard('020 7946 0018{Enter}')
    await isOver(card)
    expect(card.saves.at(-1)).toEqual({ answers: { ring: 'callback', 'ring.phone': '020 7946 0018' }, state: 'completed' })
    card.get('.back').click()
    write(phone(card), '')
    goOn(card)
    await isOver(card)
    expect(card.saves.at(-1)).toEqual({ answers: {}, state: 'completed' })
    hideAll()
    const other = open([ring])
    goOn(other)
    await isOver(other)
    expect(other.saves.at(-1)?.answers).toEqual({})
  })
})
