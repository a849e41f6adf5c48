import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Question } from '../../survey/config'
import { hideAll, media, open } from '../testing'

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
