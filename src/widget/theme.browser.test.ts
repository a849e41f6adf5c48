import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Theme } from '../survey/config'
import { type Colour, over, parse, ratio } from './contrast'
import { csat, hideAll, media, nps, open, pick, press, why } from './testing'
import { theme } from './theme'

const { documentElement } = document
beforeEach(async () => {
  await media({ 'prefers-color-scheme': 'light' })
  await page.viewport(800, 600)
})
afterEach(() => {
  hideAll()
  documentElement.removeAttribute('style')
  vi.restoreAllMocks()
})

const themed = (...themes: Theme[]) => open([nps], { theme: 'auto', skin: theme(themes) })
const set = (tokens: Readonly<Record<string, string>>) => {
  for (const [name, value] of Object.entries(tokens)) documentElement.style.setProperty(`--peakend-${name}`, value)
}
/** A colour that an element really has, as the browser says it. */
const seen = (element: Element, property: 'color' | 'backgroundColor' | 'borderTopColor' | 'outlineColor'): Colour => {
  const probe = document.createElement('i')
  probe.style.color = `color-mix(in srgb, ${getComputedStyle(element)[property]} 100%, black)`
  document.body.append(probe)
  const colour = parse(getComputedStyle(probe).color)
  probe.remove()
  return colour
}
const rgb = (element: Element, property: Parameters<typeof seen>[1]) => seen(element, property).slice(0, 3)
const BEHIND: readonly Colour[] = [
  [0, 0, 0, 255],
  [255, 255, 255, 255],
]
/** Every pair that someone has to tell apart. */
const pairs = ({ get, all }: ReturnType<typeof open>) => {
  const surface = seen(get('section'), 'backgroundColor')
  const behind = BEHIND.map((page) => over(surface, page))
  const chosen = get('[aria-checked=true]')
  return {
    text: ratio(seen(get('h2'), 'color'), behind),
    muted: ratio(seen(get('.ends'), 'color'), behind),
    outline: ratio(seen(all('[aria-checked=false]')[0] as HTMLElement, 'borderTopColor'), behind),
    chosen: ratio(seen(chosen, 'borderTopColor'), behind),
    accentText: ratio(seen(chosen, 'color'), [seen(chosen, 'backgroundColor')]),
  }
}
const isReadable = (opened: ReturnType<typeof open>) => {
  press(opened.all('[role=radio]')[4] as HTMLElement, 0)
  const { text, muted, outline, chosen, accentText } = pairs(opened)
  // Colours on a screen are whole numbers, here and in the browser: a hundredth may be lost.
  expect([text, muted, accentText].filter((ratio) => ratio < 4.49)).toEqual([])
  expect([outline, chosen].filter((ratio) => ratio < 2.99)).toEqual([])
}

describe('a theme of the configuration', () => {
  test('says every token; the survey’s own goes over it, token by token', () => {
    const { get } = themed(
      { surface: '#fafaf0', text: '#102030', radius: '7px', font: '"Georgia", serif', spacing: '30px', shadow: 'none', motion: '1s' },
      { text: '#203040' },
    )
    const { backgroundColor, color, borderRadius, fontFamily, paddingTop, boxShadow } = getComputedStyle(get('section'))
    expect(rgb(get('section'), 'backgroundColor')).toEqual([250, 250, 240])
    expect(rgb(get('section'), 'color')).toEqual([32, 48, 64])
    expect({ borderRadius, fontFamily, paddingTop, boxShadow }).toEqual({
      borderRadius: '7px',
      fontFamily: 'Georgia, serif',
      paddingTop: '30px',
      boxShadow: 'none',
    })
    expect(backgroundColor).not.toBe(color)
  })

  test('goes over the page’s variables, and leaves those it does not say', () => {
    set({ surface: '#eeeeff', text: '#000080' })
    const { get } = themed({ surface: '#ffeeee' })
    expect(rgb(get('section'), 'backgroundColor')).toEqual([255, 238, 238])
    expect(rgb(get('section'), 'color')).toEqual([0, 0, 128])
  })

  test('has other colours where it is dark, and follows a page that changes', async () => {
    const { get } = themed({ surface: '#fff7ee', accent: '#803000', dark: { surface: '#201810' } })
    expect(rgb(get('section'), 'backgroundColor')).toEqual([255, 247, 238])
    documentElement.style.colorScheme = 'dark'
    await vi.waitFor(() => expect(rgb(get('section'), 'backgroundColor')).toEqual([32, 24, 16]))
    expect(ratio(seen(get('h2'), 'color'), [seen(get('section'), 'backgroundColor')])).toBeGreaterThan(4.5)
    documentElement.style.colorScheme = 'light'
    await vi.waitFor(() => expect(rgb(get('section'), 'backgroundColor')).toEqual([255, 247, 238]))
  })

  test('`font: inherit` is the page’s font', () => {
    document.body.style.fontFamily = 'Courier, monospace'
    expect(getComputedStyle(themed({ font: 'inherit' }).get('section')).fontFamily).toBe('Courier, monospace')
    document.body.style.fontFamily = ''
  })

  test.each(['red; background: url(/evil)', 'red } * { color: blue', 'blurple', 'url(/evil)', '</style>', ''])(
    'a value that is none is ignored: %s',
    (value) => {
      const plain = getComputedStyle(open([nps]).get('section')).cssText
      hideAll()
      const names = ['accent', 'accentText', 'surface', 'text', 'muted', 'border', 'radius', 'spacing', 'shadow', 'motion']
      const { get } = themed(Object.fromEntries(names.map((name) => [name, value])))
      const { backgroundColor, color, borderRadius, paddingTop } = getComputedStyle(get('section'))
      expect([rgb(get('section'), 'backgroundColor'), rgb(get('section'), 'color'), borderRadius, paddingTop]).toEqual([
        [255, 255, 255],
        [0, 0, 0],
        '20px',
        '24px',
      ])
      expect(backgroundColor).not.toBe(color)
      expect(getComputedStyle(get('section')).backgroundImage).toBe('none')
      expect(plain).toBe(getComputedStyle(get('section')).cssText)
    },
  )

  test('in debug one sentence for each token says what was wrong and what it became', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    open([nps], { skin: theme([{ text: '#ccc', radius: 'round' }], true) })
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      '[peakend] theme.radius: ignored round',
      expect.stringMatching(/^\[peakend\] theme\.text: 1\.6\d of 4\.5 : 1, now rgb\(1\d\d 1\d\d 1\d\d\/1\)$/),
    ])
    warn.mockClear()
    open([nps], { skin: theme([{ text: '#ccc', radius: 'round' }]) })
    expect(warn).not.toHaveBeenCalled()
  })
})

describe('what cannot be read', () => {
  test('is corrected as far as it takes, whoever said it', () => {
    set({ text: '#bbb', muted: '#ddd', border: 'transparent', accent: '#ffd600', 'accent-text': '#fff' })
    const opened = themed()
    isReadable(opened)
    // The accent is a brand's: it keeps its colour, and gets a line around it.
    expect(rgb(opened.get('[aria-checked=true]'), 'backgroundColor')).toEqual([255, 214, 0])
  })

  test('a chosen face on an accent that is lost on the surface has a line around it', () => {
    const { all, get } = open([csat], { skin: theme([{ accent: '#ffe680' }]) })
    press(all('[role=radio]')[3] as HTMLElement, 0)
    const face = get('[aria-checked=true] svg')
    expect(getComputedStyle(face).outlineStyle).toBe('solid')
    expect(ratio(seen(face, 'outlineColor'), [seen(get('section'), 'backgroundColor')])).toBeGreaterThan(2.99)
  })

  test('text and the text on an accent that nobody chose are black or white', () => {
    const { get, all } = themed({ surface: '#101830', accent: '#ffe680' })
    press(all('[role=radio]')[2] as HTMLElement, 0)
    expect(rgb(get('h2'), 'color')).toEqual([255, 255, 255])
    expect(rgb(get('[aria-checked=true]'), 'color')).toEqual([16, 24, 48])
  })

  test('a glass surface stays glass while text is readable over anything, and is closed where it is not', () => {
    const glass = themed({ surface: 'rgb(255 255 255 / .92)' })
    expect(seen(glass.get('section'), 'backgroundColor')[3]).toBe(235)
    isReadable(glass)
    hideAll()
    const gone = themed({ surface: 'transparent', text: 'white' })
    expect(seen(gone.get('section'), 'backgroundColor')).toEqual([255, 255, 255, 255])
    isReadable(gone)
  })

  test('a page that changes its variables while the card is open is followed', async () => {
    set({ surface: '#ffffff', text: '#222222' })
    const opened = themed()
    set({ surface: '#000033' })
    await vi.waitFor(() => expect(rgb(opened.get('section'), 'backgroundColor')).toEqual([0, 0, 51]))
    isReadable(opened)
  })

  const hex = fc.tuple(...[0, 0, 0].map(() => fc.integer({ min: 0, max: 255 }))).map((parts) => `rgb(${parts.join(' ')})`)
  const number = (max: number) => fc.integer({ min: 0, max: 1000 }).map((share) => ((share * max) / 1000).toFixed(3))
  const solid = fc.oneof(
    hex,
    fc.constantFrom('red', 'rebeccapurple', 'Canvas', 'CanvasText', 'Highlight', 'light-dark(#eee, #333)', 'black', 'white'),
    fc.tuple(number(1), number(0.4), number(360)).map((parts) => `oklch(${parts.join(' ')})`),
    fc.tuple(number(100), number(100), number(100)).map(([p3]) => `color(display-p3 ${Number(p3) / 100} 0.5 0.2)`),
    fc.tuple(hex, hex).map((two) => `color-mix(in oklab, ${two.join(', ')})`),
  )
  const colour = fc.oneof(
    { weight: 4, arbitrary: solid },
    solid.map((one) => `color-mix(in srgb, ${one} 40%, transparent)`),
  )

  test('comes out readable of any theme, in light and dark', () => {
    fc.assert(
      fc.property(
        fc.record(
          { surface: colour, text: colour, muted: colour, border: colour, accent: colour, accentText: colour },
          { requiredKeys: [] },
        ),
        fc.constantFrom('light', 'dark'),
        (tokens, scheme) => {
          documentElement.style.colorScheme = scheme
          isReadable(themed(tokens))
          hideAll()
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('light and dark', () => {
  const surfaceOf = (asked: 'auto' | 'light' | 'dark') => {
    const { get } = open([csat], { theme: asked })
    const { backgroundColor } = getComputedStyle(get('section'))
    hideAll()
    return backgroundColor === 'rgb(255, 255, 255)' ? 'light' : 'dark'
  }
  test.each([
    ['light', '', 'light'],
    ['dark', '', 'light'],
    ['light', 'light dark', 'light'],
    ['dark', 'light dark', 'dark'],
    ['light', 'dark', 'dark'],
    ['dark', 'light', 'light'],
  ])('on a %s system a page that declares “%s” has a %s card; an option says otherwise', async (system, declared, expected) => {
    await media({ 'prefers-color-scheme': system })
    documentElement.style.colorScheme = declared
    expect([surfaceOf('auto'), surfaceOf('light'), surfaceOf('dark')]).toEqual([expected, 'light', 'dark'])
  })

  test('in the page it is as the place it stands in', () => {
    const target = document.createElement('div')
    target.style.colorScheme = 'dark'
    document.body.append(target)
    const { get } = open([csat], { theme: 'auto', target })
    expect(getComputedStyle(get('section')).backgroundColor).not.toBe('rgb(255, 255, 255)')
    target.remove()
  })
})

describe('motion', () => {
  test('its length is a token; `0s` is none', async () => {
    await media({ 'prefers-reduced-motion': 'no-preference' })
    set({ motion: '3s' })
    expect(getComputedStyle(open([nps]).get('section')).animationDuration).toBe('3s')
    hideAll()
    const { root } = themed({ motion: '0s' })
    expect(root.getAnimations().filter(({ playState }) => playState === 'running')).toEqual([])
  })
})

test('every part can be styled by the page, the chosen one too', () => {
  const style = document.createElement('style')
  const names = ['card', 'question', 'help', 'scale', 'point', 'chosen', 'option', 'field', 'button', 'button-main', 'close']
  style.textContent = names.map((name) => `peakend-card::part(${name}) { scroll-margin-top: ${name.length}px; --seen-${name}: 1 }`).join('')
  document.head.append(style)
  const found = new Set<string>()
  for (const question of [csat, pick, { ...why, help: 'Say it.' }]) {
    const { root, all } = open([question])
    const first = all('[aria-checked]')[0]
    if (first) press(first, 0)
    for (const element of root.querySelectorAll('[part]'))
      for (const name of names) if (getComputedStyle(element).getPropertyValue(`--seen-${name}`)) found.add(name)
    hideAll()
  }
  expect([...found].sort()).toEqual([...names].sort())
  style.remove()
})
