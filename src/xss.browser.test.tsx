/** Every vector in every place where a configuration, a page, a visitor, an endpoint or a device has a text that is shown: it stays a text. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everyQuestion as questions } from '../test/support/questions'
import { type Kind, vectors } from '../test/support/vectors'
import type { Asked, Shared } from './chunks/shared'
import { reasonsOf } from './chunks/why'
import { make, open as openInspector, stopAll } from './inspector/testing'
import type { Gate } from './inspector/types'
import type { Question, Survey, Text } from './survey/config'
import { fill, localise } from './survey/text'
import { more } from './widget/more'
import { drawTabs } from './widget/tab'
import { behind, hideAll, media, open } from './widget/testing'
import { theme } from './widget/theme'
import { why } from './widget/why'
import { menu } from './widget/words/menu-en'

/** Whatever came of a text that was more than one. */
const pwned: string[] = []
/** Sinks that make markup or code of a string: none is ever called. */
const sinks: readonly (readonly [owner: object, name: string])[] = [
  [Element.prototype, 'innerHTML'],
  [Element.prototype, 'outerHTML'],
  [Element.prototype, 'insertAdjacentHTML'],
  [Element.prototype, 'setHTMLUnsafe'],
  [ShadowRoot.prototype, 'innerHTML'],
  [Range.prototype, 'createContextualFragment'],
  [Document.prototype, 'write'],
  [DOMParser.prototype, 'parseFromString'],
  [window, 'eval'],
  [window, 'Function'],
]
let undo: (() => void)[] = []
beforeEach(async () => {
  await media()
  pwned.length = 0
  Object.assign(window, { __pwned: (n: unknown) => pwned.push(`called by ${n}`) })
  undo = sinks.map(([owner, name]) => {
    const before = Object.getOwnPropertyDescriptor(owner, name)
    if (!before) return () => {}
    const caught = (...args: unknown[]) => pwned.push(`${name} ${String(args[0]).slice(0, 80)}`)
    Object.defineProperty(owner, name, before.set ? { ...before, set: caught } : { ...before, value: caught })
    return () => Object.defineProperty(owner, name, before)
  })
  performance.clearResourceTimings()
})
afterEach(() => {
  for (const each of undo) each()
  hideAll()
  stopAll()
  Reflect.deleteProperty(window, '__pwned')
})

const known =
  /^(section|div|p|h2|h3|span|button|footer|header|label|small|b|i|em|input|textarea|select|option|a|u|ul|ol|li|svg|path|circle|details|summary|dl|dt|dd|code|time|fieldset|legend|pre)$/
/** Only elements of ours, none with a handler in an attribute, no address that runs anything. */
const look = (root: ParentNode, what: string) => {
  for (const element of root.querySelectorAll('*')) {
    if (!known.test(element.localName)) pwned.push(`${what}: <${element.localName}>`)
    for (const { name } of element.attributes)
      if (/^on|^srcdoc$|^style$|^is$/.test(name)) pwned.push(`${what}: ${element.localName} ${name}`)
    for (const name of ['href', 'src', 'action', 'formaction', 'ping', 'xlink:href'])
      if (element.hasAttribute(name) && !(name === 'href' && /^(https?|mailto|tel):$/.test((element as HTMLAnchorElement).protocol)))
        pwned.push(`${what}: ${name}=${element.getAttribute(name)}`)
  }
}
/** Timers and loads have had their time; nothing was called, nothing fetched, the page's objects are as they were. */
const verdict = async () => {
  await new Promise((done) => setTimeout(done, 150))
  const fetched = performance.getEntriesByType('resource').filter(({ name }) => name.includes('canary'))
  expect([pwned.slice(0, 10), fetched.map(({ name }) => name), Object.keys({})]).toEqual([[], [], []])
}

const inLanguage = (tag: string, text: string): Text => JSON.parse(JSON.stringify({ [tag]: text }))

test('there are enough of them, and each is another one', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(200)
  expect(new Set(vectors.map(({ text }) => text.replaceAll(/\d+/g, ''))).size).toBeGreaterThan(200)
})

/** Some at a time, one after the other in one text: none is any less markup for what stands before it. */
const batches = Array.from({ length: Math.ceil(vectors.length / 25) }, (_, n) =>
  vectors
    .slice(25 * n, 25 * n + 25)
    .map(({ text }) => text)
    .join(' '),
)
const addresses = vectors.filter(({ kind }) => kind === 'schemes' || kind === 'attributes' || kind === 'entities').map(({ text }) => text)

test('in every text of every question type, in answers shown back, in endings', async () => {
  for (const [n, batch] of batches.entries())
    for (const [at, question] of questions(() => batch).entries()) {
      const { root } = open([question, { id: 'z', type: 'text', text: batch }], {
        answers: { q: at % 2 ? batch : [batch], 'q.a': batch, 'q.email': batch },
        fill: (text) => fill(text, () => batch),
      })
      look(root, `batch ${n}, question ${at}`)
      hideAll()
    }
  await verdict()
}, 60_000)

test('in every address', async () => {
  for (const address of addresses) {
    const link = { href: address, text: 'More' }
    for (const question of [
      { id: 'q', type: 'message', text: 'Q', link },
      { id: 'q', type: 'consent', text: 'Q', label: 'L', link },
      { id: 'q', type: 'action', action: 'link', text: 'Q', label: 'L', href: address },
      { id: 'q', type: 'action', action: 'share', text: 'Q', label: 'L', href: address },
    ] as Question[]) {
      look(open([question]).root, address)
      hideAll()
    }
  }
  await verdict()
}, 60_000)

test('in values that are filled in: traits, properties, context, brand, earlier answers', async () => {
  const pipes = ['{{trait.name|x}}', '{{prop.id}}', '{{context.query.q|x}}', '{{brand}}', '{{answer.q}}', '{{facts.x|y}}']
  batches.forEach((vector, n) => {
    const text = pipes.map((pipe) => `${pipe} ${vector}`).join(' ')
    for (const question of [
      { id: 'q', type: 'message', text, link: { href: pipes[n % 6], text } },
      { id: 'q', type: 'action', action: 'link', text, label: text, href: `${pipes[n % 6]}` },
    ] as Question[]) {
      const { root } = open([question], { fill: (text) => fill(text, () => vector) })
      look(root, `vector ${n}`)
      hideAll()
    }
  })
  await verdict()
}, 60_000)

test('as a language, a direction, a survey, a colour scheme', async () => {
  const kinds: readonly Kind[] = ['tags', 'names', 'attributes', 'breakers']
  for (const [n, { text: vector }] of vectors.filter(({ kind }) => kinds.includes(kind)).entries()) {
    const text = inLanguage(vector, 'Q')
    const { root } = open([{ id: 'q', type: 'csat', text, help: text }], { locales: [vector, 'en'], fill: (text) => text })
    look(root, `vector ${n}`)
    expect(localise(text, [vector])).toBe('Q')
    hideAll()
  }
  await verdict()
}, 60_000)

test('in every token of a theme, of the configuration and of the survey, light and dark', async () => {
  const rules = new Set<number>()
  const tokens = [
    'surface',
    'text',
    'muted',
    'border',
    'accent',
    'accentText',
    'radius',
    'spacing',
    'font',
    'shadow',
    'motion',
    'constructor',
  ]
  const kinds: readonly Kind[] = ['styles', 'names']
  for (const { text } of vectors.filter(({ kind }) => kinds.includes(kind))) {
    const given = Object.fromEntries(tokens.map((token) => [token, text]))
    const { root } = open(
      [
        { id: 'q', type: 'slider', text: 'Q' },
        { id: 'z', type: 'text', text: 'Z' },
      ],
      { skin: theme([given, { ...given, dark: given }]), answers: { q: 5 } },
    )
    // What a value could end would be a rule, or a declaration, more.
    const [sheet] = root.adoptedStyleSheets
    const own = [...(sheet?.cssRules ?? [])].at(-2) as CSSStyleRule
    for (const name of own.style) if (!name.startsWith('--')) pwned.push(`${name}: ${text}`)
    rules.add(sheet?.cssRules.length ?? 0)
    await new Promise(requestAnimationFrame)
    hideAll()
  }
  expect(rules.size).toBe(1)
  // One token at a time: alone it may reach where another would have stopped it.
  for (const { text } of vectors.filter(({ kind }) => kind === 'styles'))
    for (const token of ['surface', 'accent', 'border', 'font', 'shadow', 'motion']) {
      open([{ id: 'q', type: 'csat', text: 'Q' }], { skin: theme([{ [token]: text }]), answers: { q: 3 } })
      hideAll()
    }
  await verdict()
}, 120_000)

test('on a tab that opens a survey', async () => {
  for (const { text } of vectors) {
    const host = drawTabs([{ text, lang: text, at: 'end', press() {} }])
    document.body.append(host)
    look(host.shadowRoot as ShadowRoot, text)
    host.remove()
  }
  await verdict()
})

test('behind “⋯”: why one is asked, the privacy notice, what is kept', async () => {
  const turn = () => new Promise((done) => setTimeout(done))
  for (const [n, { text: vector }] of vectors.entries()) {
    const survey = {
      ...make('s'),
      audience: {
        all: [
          { trait: vector, exists: true },
          { context: vector, is: vector },
        ],
      },
    } as Survey
    const asked = { survey, trigger: { on: vector }, moment: { type: 'event', name: vector } } as unknown as Asked
    const kept = { [vector]: { [vector]: [vector] } }
    const shared = {
      config: { privacy: vector, personas: [{ id: vector }] },
      chunk: async () => ({ export: async () => kept }),
      options: {},
    } as unknown as Shared
    const reasons = reasonsOf(asked, shared, (text) => localise(text, ['en']))
    const { root, get, all } = open([{ id: 'q', type: 'csat', text: 'Q' }], {
      more: async () => ({ more, menu, behind: behind({ ...reasons, why: async () => ({ why: why(reasons) }) } as never) }),
    })
    get('.o').click()
    await turn()
    for (const button of all('button').filter(({ textContent }) => /why/i.test(`${textContent}`))) button.click()
    await turn()
    await turn()
    look(root, `vector ${n}`)
    hideAll()
  }
  await verdict()
}, 60_000)

test('in the inspector: configurations, moments, gates, what waits and what an endpoint says of it', async () => {
  for (const [n, vector] of [...batches, ...addresses.slice(-30)].entries()) {
    const gate = {
      gate: vector,
      pass: false,
      code: vector,
      text: vector,
      values: { asked: vector, by: vector, [vector]: vector },
    } as unknown as Gate
    const record = (id: string) => ({
      id,
      type: 'response' as const,
      revision: 1,
      createdAt: 1_764_000_000_000,
      data: { survey: vector, status: vector, test: true, answers: { [vector]: vector } },
      dead: {
        main: {
          type: vector,
          title: vector,
          status: 422,
          detail: vector,
          errors: [{ path: vector, expected: vector, got: vector, hint: vector }],
        },
      },
    })
    const survey = {
      ...make(vector),
      trigger: [
        { on: 'event', name: vector },
        { on: 'click', selector: vector },
      ],
      audience: { trait: vector, is: vector },
    } as Survey
    const { root, tell, get } = openInspector([survey, make('b')], {
      gates: () => [gate],
      project: vector,
      endpoint: vector,
      traits: () => ({ [vector]: vector }),
      context: () => vector,
      early: () => [{ type: 'event', name: vector, at: Date.now(), props: { [vector]: vector } }],
      remembered: () => [vector],
      latest: () => ({ id: vector, s: vector, t: 1_764_000_000_000 }),
      outbox: async () =>
        ({ pending: [record('1')], dead: [record('2')], shown: [{ id: vector, s: vector, t: 1_764_000_000_000 }] }) as never,
      mistakes: async () => [{ path: vector, code: vector, message: vector, severity: 'error' }],
      config: () => ({ version: 1, surveys: [survey], personas: [{ id: vector, name: vector, when: { trait: vector, is: vector } }] }),
      respondent: () => ({ id: vector, isKnown: true }),
    })
    tell('moment', { type: 'event', name: vector, props: { [vector]: vector } } as never)
    tell('suppressed', { survey: vector, gates: [gate] } as never)
    tell('error', { code: vector, message: vector } as never)
    await new Promise((done) => setTimeout(done))
    for (const tab of root.querySelectorAll<HTMLElement>('[role=tab]')) {
      tab.click()
      await new Promise((done) => setTimeout(done))
      for (const details of root.querySelectorAll('details')) details.open = true
      look(root, `vector ${n}`)
    }
    expect(get('section')).toBeTruthy()
    stopAll()
  }
  await verdict()
}, 120_000)
