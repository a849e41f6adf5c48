import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, page } from 'vitest/browser'
import type { Question } from '../survey/config'
import { more } from './more'
import {
  agree,
  arrived,
  behind,
  calm,
  ces,
  chips,
  csat,
  email,
  hideAll,
  level,
  line,
  long,
  matrix5,
  media,
  nps,
  open,
  people,
  pick,
  press,
  rank,
  rating,
  reach,
  review,
  rich,
  ring,
  several,
  tell,
  voucher,
  why,
} from './testing'

import { extra } from './words/extra-en'
import { menu } from './words/menu-en'
import { words as en } from './words/words-en'
import { words as fr } from './words/words-fr'

beforeEach(async () => {
  await media()
  document.title = 'Order confirmed'
  document.documentElement.lang = 'en'
})
afterEach(async () => {
  hideAll()
  document.body.replaceChildren()
  await media()
})

/** WCAG 2.0, 2.1 and 2.2, A and AA. */
const faults = async (root: ShadowRoot) => {
  // axe knows the backgrounds of what is in `body` alone; the card stands beside it.
  if (root.host.parentElement === document.documentElement) {
    document.body.append(root.host)
    ;(root.host as HTMLElement).showPopover()
  }
  const { violations, passes } = await axe.run(root.host, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  // It did look inside.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'target-size']))
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

const layouts = {
  card: () => page.viewport(800, 600),
  sheet: () => page.viewport(360, 640),
  inline: async () => {
    await page.viewport(800, 600)
    const target = document.createElement('div')
    document.body.append(target)
    return target
  },
}
const questions = { csat, nps, ces, rating, text: why, line, choice: pick, several }
const errorOf: Readonly<Record<string, string>> = {
  rich: 'Choose at least 2 answers.',
  chips: 'Choose at least 2 answers.',
  rank: 'Put them in your order, or say that this one is right.',
  matrix: 'Choose an answer on each line. Missing: Placing the order, The delivery, and Getting help.',
}
/** Types with something to fill in or to do: what is wrong with them, and then right. */
const filled: Readonly<Record<string, readonly [Question, string | undefined, wrong?: string]>> = {
  email: [email, 'name@example.com', extra.errorEmail],
  number: [people, '12', extra.errorNumber],
  date: [arrived, undefined, extra.errorDate],
  contact: [reach, 'Ada', extra.errorRequired],
  consent: [agree, undefined, extra.errorConsent],
  link: [review, undefined],
  copy: [voucher, undefined],
  share: [tell, undefined],
  callback: [ring, '020 7946 0018', extra.errorPhone],
  message: [calm, undefined],
}
const drawn = (['stars', 'hearts', 'thumbs', 'faces', 'numbers'] as const).flatMap((display) =>
  [2, 3, 5, 11].map((points): [string, Question] => [
    `${points} ${display}`,
    { id: 'd', type: 'rating', text: 'How was it?', display, points, labels: ['Bad', 'Good'] },
  ]),
)

test.each(['card', 'sheet'] as const)('axe finds nothing in what is behind “⋯”: %s', async (layout) => {
  await layouts[layout]()
  const { root, get } = open([csat], {
    more: async () => ({ more, menu, behind: behind({ isSample: true, looked: ['device'], level: 'session' }) }),
  })
  get('.o').click()
  await vi.waitFor(() => get('.more'))
  expect(await faults(root)).toEqual([])
})

describe.each(['card', 'sheet', 'inline'] as const)('axe finds nothing: %s', (layout) => {
  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    test.each(Object.entries(questions))('%s, asked, refused and answered', async (_, question) => {
      const target = await layouts[layout]()
      // Dark by the system's wish in a sheet, on a page that can be dark; by the option elsewhere.
      const isAuto = layout === 'sheet'
      await media({ 'prefers-color-scheme': isAuto ? scheme : 'light' })
      document.documentElement.style.colorScheme = isAuto ? 'light dark' : ''
      const { root, get, all } = open([question, csat], { theme: isAuto ? 'auto' : scheme, ...(target ? { target } : {}) })
      expect(getComputedStyle(get('section')).backgroundColor).toBe(scheme === 'dark' ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)')
      expect(await faults(root)).toEqual([])
      const control = root.querySelector<HTMLElement>('[aria-checked]')
      if (control) {
        if (!question.optional) {
          get('.next').click()
          expect(get('[role=alert]').textContent).toBe(en.errorChoose)
          expect(await faults(root)).toEqual([])
        }
        press(all('[aria-checked]').at(-1) as HTMLElement, 0)
        await vi.waitFor(() => expect(root.querySelector('[aria-checked=true]')).not.toBeNull())
        expect(await faults(root)).toEqual([])
      }
    })
  })
})

describe.each(['card', 'sheet', 'inline'] as const)('axe finds nothing in what is a chunk of its own: %s', (layout) => {
  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    test.each(Object.entries({ rich, chips, long, rank, matrix5, level }))('%s, asked, refused and answered', async (_, question) => {
      const target = await layouts[layout]()
      const { root, get, all } = open([question, csat], { theme: scheme, ...(target ? { target } : {}) })
      expect(await faults(root)).toEqual([])
      ;(all('footer button').at(-1) as HTMLElement).click()
      expect(get('[role=alert]').textContent).toBe(errorOf[question.id] ?? en.errorChoose)
      expect(await faults(root)).toEqual([])
      for (const control of all('[aria-checked]')) press(control, 0)
      for (const control of all('li button:last-child, .line button').slice(0, 1)) press(control, 0)
      await vi.waitFor(() => expect(root.querySelector('[aria-checked=true], [aria-disabled=true], .value')).not.toBeNull())
      expect(root.querySelector('.unset')).toBeNull()
      expect(await faults(root)).toEqual([])
    })
  })
})

describe.each(['card', 'sheet', 'inline'] as const)('axe finds nothing in what is filled in: %s', (layout) => {
  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    const asked = async (question: Question) => {
      const target = await layouts[layout]()
      await media({ 'prefers-color-scheme': scheme })
      return open([question, csat], { theme: 'auto', ...(target ? { target } : {}) })
    }

    test.each(Object.entries(filled))('%s, asked, refused and answered', async (_, [question, right, wrong]) => {
      const { root, get, all } = await asked(question)
      expect(await faults(root)).toEqual([])
      const write = (value: string) => {
        const field = get('input') as HTMLInputElement
        field.value = value
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      if (wrong) {
        if (/Email|number/i.test(wrong)) write('no')
        get('footer button:last-child').click()
        expect(get('[role=alert]').textContent).toBe(wrong)
        expect(await faults(root)).toEqual([])
      }
      if (right) write(right)
      for (const doing of all('[type=checkbox],.act')) {
        doing.addEventListener('click', (event) => doing.localName === 'a' && event.preventDefault())
        doing.click()
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await faults(root)).toEqual([])
    })

    test.each(drawn)('%s, asked and answered', async (_, question) => {
      const { root, get, all } = await asked(question)
      expect(await faults(root)).toEqual([])
      get('[role=radio]:last-child').click()
      await vi.waitFor(() => expect(all('[aria-checked=true]')).toHaveLength(1))
      expect(await faults(root)).toEqual([])
    })
  })
})

test.each([
  ['online', false],
  ['offline', true],
])('axe finds nothing in the thanks, %s', async (_, offline) => {
  const { root, all, heading } = open([csat], { offline: () => offline })
  press(all('[role=radio]')[4] as HTMLElement)
  await vi.waitFor(() => expect(heading()).toBe(en.thanks))
  expect(await faults(root)).toEqual([])
})

describe('what a screen reader finds', () => {
  interface Node {
    readonly role?: { readonly value: string }
    readonly name?: { readonly value: string }
    readonly ignored?: boolean
    readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[]
  }
  /** The accessibility tree as Chromium computes it. */
  const tree = async () => {
    await cdp().send('Accessibility.enable' as never)
    const { frameTree } = (await cdp().send('Page.getFrameTree' as never)) as unknown as {
      frameTree: { frame: { id: string }; childFrames?: { frame: { id: string } }[] }
    }
    const frameId = (frameTree.childFrames?.[0] ?? frameTree).frame.id
    const { nodes } = (await cdp().send('Accessibility.getFullAXTree' as never, { frameId } as never)) as unknown as { nodes: Node[] }
    return nodes.filter((node) => !node.ignored).map((node) => `${node.role?.value}: ${node.name?.value ?? ''}`)
  }

  test('a named region, a heading, a group named by it, points named with their label, a polite status', async () => {
    const { get } = open([csat, why])
    await vi.waitFor(() => expect(get('[role=status]').textContent).not.toBe(''))
    const found = await tree()
    expect(found).toEqual(
      expect.arrayContaining([
        'region: Your opinion',
        'heading: How did it go?',
        'radiogroup: How did it go?',
        'radio: 1 of 5, Very badly',
        'radio: 2 of 5, Fairly badly',
        'radio: 3 of 5, Neither well nor badly',
        'radio: 4 of 5, Fairly well',
        'radio: 5 of 5, Very well',
        'button: Continue',
        'button: Close',
      ]),
    )
    expect(get('[role=status]').textContent).toBe('A short question has appeared on this page: How did it go? You can ignore it.')
  })

  test('no label of five faces is broken within a word, and nothing is wider than the card', async () => {
    await page.viewport(1000, 700)
    const labels = ['Very unpleasant', 'Fairly unpleasant', 'Neither pleasant nor unpleasant', 'Fairly pleasant', 'Very pleasant']
    const { all, get } = open([{ id: 'emotion', type: 'rating', display: 'faces', text: 'How was it for you?', labels }])
    const linesOf = (node: globalThis.Node, word: RegExpMatchArray) => {
      const range = document.createRange()
      range.setStart(node, word.index ?? 0)
      range.setEnd(node, (word.index ?? 0) + word[0].length)
      return range.getClientRects().length
    }
    const words = all('[role=radio]').flatMap(({ lastChild }) =>
      [...(lastChild?.textContent ?? '').matchAll(/\w+/g)].map((word) => [word[0], linesOf(lastChild as globalThis.Node, word)]),
    )
    expect(words).toHaveLength(12)
    expect(words.filter(([, lines]) => lines !== 1)).toEqual([])
    expect(get('section').scrollWidth).toBe(get('section').clientWidth)
  })

  test('on a narrow phone nothing of five faces is cut off where the first question may scroll', async () => {
    await page.viewport(320, 640)
    const { get } = open([csat], { words: fr, locales: ['fr'] })
    const scrolls = get('h2~div').getBoundingClientRect()
    const group = get('[role=radiogroup]').getBoundingClientRect()
    expect([group.left >= scrolls.left, group.right <= scrolls.right]).toEqual([true, true])
  })

  test('every label of a seven-point scale is in a name, the ends are visible', async () => {
    const { all, get } = open([ces])
    expect(all('[role=radio]').map((radio) => radio.ariaLabel)).toEqual(en.agree7.map((label, i) => `${i + 1} of 7, ${label}`))
    expect(all('.ends span').map((end) => end.textContent)).toEqual(['Strongly disagree', 'Strongly agree'])
    expect(get('.ends').checkVisibility()).toBe(true)
  })

  test('French words, French labels, the language said', async () => {
    const { all, get, heading } = open([csat], { words: fr, locales: ['fr-CA', 'fr', 'en'] })
    expect(heading()).toBe('Comment cela s’est-il passé ?')
    expect(get('section').lang).toBe('fr')
    expect(all('[role=radio]').map((radio) => radio.textContent)).toEqual([...fr.wentWell5])
    expect(all('[role=radio]')[3]?.ariaLabel).toBe('4 sur 5, Plutôt bien')
    expect(get('h2').closest('[translate=no]')).not.toBeNull()
  })

  test('a language that arrives later is taken over', () => {
    const { card, heading, get } = open([csat, why])
    card.update({ words: fr, locales: ['fr'] })
    expect(heading()).toBe('Comment cela s’est-il passé ?')
    expect(get('.next').textContent).toBe('Continuer')
  })

  test('a label that is visible is part of the name (WCAG 2.5.3)', () => {
    for (const question of [csat, nps, ces, pick]) {
      for (const control of open([question]).all('[aria-checked]'))
        expect(control.ariaLabel ?? control.textContent).toContain(control.textContent)
      hideAll()
    }
  })
})

describe('forced colours', () => {
  test('the chosen point differs from the others, and the system colours are used', async () => {
    await media({ 'forced-colors': 'active' })
    document.documentElement.style.setProperty('--peakend-accent', '#b8975a')
    const { all } = open([nps])
    press(all('[role=radio]')[9] as HTMLElement, 0)
    const probe = document.createElement('p')
    probe.style.cssText = 'forced-color-adjust:none;background:Highlight;color:HighlightText'
    document.body.append(probe)
    const system = getComputedStyle(probe)
    const chosen = getComputedStyle(all('[role=radio]')[9] as HTMLElement)
    const other = getComputedStyle(all('[role=radio]')[8] as HTMLElement)
    expect([chosen.backgroundColor, chosen.color]).toEqual([system.backgroundColor, system.color])
    expect(other.backgroundColor).not.toBe(chosen.backgroundColor)
    document.documentElement.style.removeProperty('--peakend-accent')
  })
})

describe('what is a chunk of its own, in forced colours', () => {
  test.each(Object.entries({ rich, matrix5 }))('%s: the chosen differs from the others', async (_, question) => {
    await media({ 'forced-colors': 'active' })
    const { all } = open([question])
    for (const control of all('[aria-checked]').slice(0, 2)) press(control, 0)
    const colours = (wanted: boolean) =>
      new Set(
        all(`[aria-checked=${wanted}]`).map((control) => {
          const { backgroundColor, color } = getComputedStyle(control)
          return `${backgroundColor} ${color}`
        }),
      )
    expect(colours(true).size).toBe(1)
    for (const colour of colours(true)) expect(colours(false)).not.toContain(colour)
  })
})

test('at 360 pixels a face has the room that “désagréable” and “unpleasant” take below it: words are not broken', async () => {
  await page.viewport(360, 640)
  const { all, get } = open([csat])
  // At 12 pixels the one in Arial, which is wider than Roboto and Segoe UI, and the other in DejaVu Sans.
  for (const face of all('[role=radio]')) expect(face.clientWidth).toBeGreaterThanOrEqual(67)
  expect(get('section').scrollWidth).toBe(get('section').clientWidth)
  await page.viewport(800, 600)
})

describe('at 320 pixels and at 200 % text', () => {
  test.each(Object.entries({ rich, chips, long, rank, matrix5, level }))(
    '%s: no target is under 24 pixels and nothing is cut off',
    async (_, question) => {
      await page.viewport(320, 640)
      const { get, all } = open([question, csat])
      // A sheet shows all of itself once it was touched.
      get('h2').click()
      for (const control of all('[aria-checked]')) press(control, 0)
      for (const size of ['1em', '2em']) {
        get('section').style.fontSize = size
        for (const target of all('button, input'))
          expect(Math.min(target.offsetWidth, target.offsetHeight), target.outerHTML).toBeGreaterThanOrEqual(24)
        expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
        for (const target of all('button, li span, b'))
          expect(target.scrollWidth, target.outerHTML).toBeLessThanOrEqual(target.clientWidth + 1)
      }
      await page.viewport(800, 600)
    },
  )
})

describe('tokens', () => {
  test('are read from the page’s :root', () => {
    const tokens = { accent: 'rgb(1, 2, 3)', surface: 'rgb(250, 250, 249)', text: 'rgb(9, 9, 9)', radius: '3px', font: 'Georgia' }
    for (const [name, value] of Object.entries(tokens)) document.documentElement.style.setProperty(`--peakend-${name}`, value)
    const { get, all } = open([nps])
    const section = getComputedStyle(get('section'))
    expect([section.backgroundColor, section.color, section.borderRadius, section.fontFamily]).toEqual([
      tokens.surface,
      tokens.text,
      tokens.radius,
      tokens.font,
    ])
    press(all('[role=radio]')[0] as HTMLElement, 0)
    expect(getComputedStyle(get('[aria-checked=true]')).backgroundColor).toBe(tokens.accent)
    document.documentElement.removeAttribute('style')
  })
})
