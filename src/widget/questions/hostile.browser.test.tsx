import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Question } from '../../survey/config'
import { fill } from '../../survey/text'
import { hideAll, media, open, survey } from '../testing'

afterEach(async () => {
  hideAll()
  await page.viewport(800, 600)
  await media()
})

/** A text of any kind in every place of these types where a team, or a value that is filled in, puts one. */
const questions = (text: string): Question[] => [
  ...(['email', 'url', 'number', 'phone'] as const).map(
    (format): Question => ({ id: 'q', type: 'text', format, text, help: text, intro: text, placeholder: text }),
  ),
  { id: 'q', type: 'text', minLength: 3, text, placeholder: text },
  { id: 'q', type: 'date', text, help: text },
  { id: 'q', type: 'contact', text, help: text, fields: ['name', 'email'] },
  { id: 'q', type: 'consent', text, label: text, link: { href: text, text } },
  ...(['link', 'copy', 'share', 'callback'] as const).map(
    (action): Question => ({ id: 'q', type: 'action', action, text, label: text, href: text, code: text }),
  ),
  { id: 'q', type: 'message', text, help: text, list: [text, text], link: { href: text, text } },
  ...(['stars', 'hearts', 'thumbs', 'faces'] as const).map(
    (display): Question => ({ id: 'q', type: 'rating', display, text, labels: [text, text] }),
  ),
  { id: 'q', type: 'rating', display: 'thumbs', points: 2, text, labels: [text, text] },
]
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '👩‍👩‍👧‍👦🏳️‍🌈',
    '\u202e\u2066\u200f',
    'مرحبا بالعالم',
    '<script>parent.hacked()</script>',
    '<img src=x onerror=hacked()>',
    '"><svg onload=hacked()>',
    'javascript:hacked()',
    'JaVaScRiPt:hacked()//',
    'data:text/html,<script>hacked()</script>',
    'https://example.com/',
    '\0',
    '{{trait.name}}',
    'constructor',
    'W'.repeat(10_000),
    'word '.repeat(2000),
  ),
)
const anything = fc.oneof(
  piece,
  fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')),
)

test('no text breaks out, is executed, leads anywhere unsafe or overflows its card', async () => {
  await media()
  await page.viewport(320, 640)
  const hacked = vi.fn()
  Object.assign(window, { hacked })
  const outside = document.body.childElementCount
  fc.assert(
    fc.property(anything, fc.nat(), (text, at) => {
      const list = questions(text)
      const { root, get, all } = open([list[at % list.length] as Question])
      try {
        // Only elements of ours, and none with a handler of its own.
        const known = /^(section|div|p|h2|span|button|footer|label|small|input|textarea|a|u|ul|li|svg|path)$/
        for (const element of root.querySelectorAll('*')) {
          expect(element.localName).toMatch(known)
          expect([...element.attributes].filter(({ name }) => /^on|^srcdoc$/.test(name))).toEqual([])
        }
        for (const link of all('a') as HTMLAnchorElement[]) expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(link.protocol)
        const section = get('section')
        expect(section.scrollWidth).toBeLessThanOrEqual(section.clientWidth)
        const { left, right } = section.getBoundingClientRect()
        expect([left >= 0, right <= 320]).toEqual([true, true])
        // What is wrong with it is said, whatever it is.
        get('footer button:last-child').click()
        expect(section.scrollWidth).toBeLessThanOrEqual(section.clientWidth)
      } finally {
        hideAll()
      }
    }),
    { numRuns: 150 },
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(hacked).not.toHaveBeenCalled()
  expect(document.body.childElementCount).toBe(outside)
  Reflect.deleteProperty(window, 'hacked')
}, 60_000)

test('whatever is written into a field is text, refused or answered, never more', async () => {
  await media()
  const hacked = vi.fn()
  Object.assign(window, { hacked })
  await fc.assert(
    fc.asyncProperty(anything, fc.nat(12), async (text, at) => {
      const { root, get, all, saves } = open([questions('Q')[at] as Question])
      try {
        for (const field of all('input:not([type=checkbox]):not([readonly]),textarea') as HTMLInputElement[]) {
          field.value = text
          field.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }
        get('footer button:last-child').click()
        await new Promise((resolve) => setTimeout(resolve))
        expect(root.querySelector('script,img')).toBeNull()
        for (const { answers } of saves)
          for (const answer of Object.values(answers)) {
            expect(['string', 'number']).toContain(typeof answer)
            // The second is an address.
            expect(`${answer}`).toMatch(at === 1 ? /^https?:\/\//i : /\S/)
          }
      } finally {
        hideAll()
      }
    }),
    { numRuns: 150 },
  )
  expect(hacked).not.toHaveBeenCalled()
  Reflect.deleteProperty(window, 'hacked')
}, 60_000)

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
  'a question called %s is drawn, answered and come back to like any other',
  async (id) => {
    await media()
    const { all, saves, get, heading } = open([
      {
        id,
        type: 'choice',
        text: 'One',
        options: [
          { id: 'constructor', text: 'A' },
          { id: '__proto__', text: 'B', other: true },
        ],
      },
      { id: 'z', type: 'text', text: 'Two' },
    ])
    const turn = () => new Promise((resolve) => setTimeout(resolve, 20))
    ;(all('[role=radio]')[1] as HTMLElement).click()
    await turn()
    const field = get('input') as HTMLInputElement
    field.value = 'Something'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    get('footer button:last-child').click()
    await turn()
    expect(heading()).toBe('Two')
    expect(Object.entries(saves.at(-1)?.answers ?? {})).toEqual([
      [id, ['__proto__']],
      [`${id}.__proto__`, 'Something'],
    ])
    get('.back').click()
    expect([heading(), all('[role=radio]')[1]?.getAttribute('aria-checked')]).toEqual(['One', 'true'])
  },
)

test('what cannot be drawn takes its card away: what was answered is there, and nothing is thrown into the page', async () => {
  await media()
  const thrown = vi.fn((event: Event) => event.preventDefault())
  for (const type of ['error', 'unhandledrejection']) addEventListener(type, thrown)
  const broken = [
    { text: { en: 5 } },
    { text: 'Q', help: { en: {} } },
    { text: 'Q', placeholder: { en: [] } },
    { type: 'choice', text: 'Q', options: { a: 1 } },
    { type: 'rating', text: 'Q', labels: 7 },
  ]
  for (const change of broken) {
    const { all, saves, closed, failed } = open(
      [{ id: 'a', type: 'csat', text: 'One' }, { id: 'b', type: 'text', ...change } as unknown as Question],
      { fill: (text) => fill(text, () => '') },
    )
    all('[role=radio]')[2]?.click()
    await new Promise((resolve) => setTimeout(resolve, 20))
    all('footer .go')[0]?.click()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([saves.at(-1)?.answers, closed, failed.length]).toEqual([{ a: 3 }, ['hidden'], 1])
  }
  for (const type of ['error', 'unhandledrejection']) removeEventListener(type, thrown)
  expect(thrown).not.toHaveBeenCalled()
})

test('endings that lead nowhere take the card away after the commit, and nothing is thrown into the page', async () => {
  await media()
  const thrown = vi.fn((event: Event) => event.preventDefault())
  for (const type of ['error', 'unhandledrejection']) addEventListener(type, thrown)
  for (const endings of [{}, 5, [null], { find: 1 }]) {
    const question: Question = { id: 'a', type: 'csat', text: 'One' }
    const { all, saves, closed, failed } = open([question], { survey: { ...survey(question), endings } } as never)
    all('[role=radio]')[2]?.click()
    all('footer .go')[0]?.click()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([saves.at(-1)?.answers, closed, failed.length]).toEqual([{ a: 3 }, ['hidden'], 1])
  }
  for (const type of ['error', 'unhandledrejection']) removeEventListener(type, thrown)
  expect(thrown).not.toHaveBeenCalled()
})
