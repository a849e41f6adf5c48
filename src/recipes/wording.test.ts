// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { words as en } from '../widget/words/words-en'
import { words as fr } from '../widget/words/words-fr'
import { type RecipeName, recipeNames } from './names'
import { prepare } from './prepare'
import { scales } from './scales'
import { everything } from './testing/options'
import { textsOf } from './testing/texts'
import type { Facts } from './types'
import { write } from './write'

/** The wording that was agreed on: the six main recipes, their scales and choices. */
const wording = JSON.parse(readFileSync(new URL('testing/wording.json', import.meta.url), 'utf8'))
type Node = Readonly<Record<string, unknown>>

/** Options beside everything, which say what cannot be said at once. */
const variants: Readonly<Record<string, readonly Node[]>> = {
  'post-purchase': [{ facts: {} }],
  'checkout-csat': [{ measure: 'satisfaction' }, { measure: 'effort', brand: undefined }],
  'chat-end': [{ measure: 'satisfaction' }, { bot: true }, { brand: undefined, ease: true }],
  'peak-end': [{ about: 'chat' }, { about: 'last-visit' }],
  'relationship-nps': [
    { wording: 'b2b', brand: undefined, facts: {} },
    { wording: 'classic', brand: undefined },
    { brand: undefined },
    { byBand: true },
  ],
  'exit-reason': [{ facts: {}, brand: undefined }],
}
const made = (name: RecipeName): readonly unknown[] =>
  [{}, ...(variants[name] ?? [])].map((more) => prepare(name, { ...everything[name], ...more }))

/** Texts of the wording that are no words of a survey: a title, and what only the card itself says. */
const aside = (recipe: Node): Node => {
  const { title: _title, momentNames: _names, options: _options, ...rest } = recipe
  return rest
}
/** Where the survey says a thing in another way of speaking. */
const inSurvey = (text: string) => text.replace('{{answers.moment}}', '{{answer.moment}}')

describe.each(Object.keys(wording.recipes) as RecipeName[])('%s', (name) => {
  const facts = (everything[name].facts ?? {}) as Facts
  const said = new Set(made(name).flatMap((one) => textsOf(one).flatMap(({ en, fr }) => [en, fr])))

  test('says every text of its wording, to the letter', () => {
    // The question of moments has these built in.
    const ofMoments = name === 'peak-end' ? ['Another moment', 'None in particular'] : []
    const wanted = textsOf(aside(wording.recipes[name])).filter(({ en }) => !ofMoments.includes(en))
    expect(wanted.length).toBeGreaterThan(10)
    // With the brand of the options and with the words for none.
    for (const text of wanted)
      for (const language of ['en', 'fr'] as const) {
        const written = [{ brand: 'Maison Lune' }, {}].map(
          (brand) => write({ en: inSurvey(text.en), fr: inSurvey(text.fr) }, { ...facts, everyDays: 90, ...brand })[language],
        )
        expect(
          written.some((one) => said.has(one)),
          text[language],
        ).toBe(true)
      }
  })

  test('says nothing that was not agreed on', () => {
    const known = new Set(
      [wording.recipes[name], wording.choices, wording.ui, wording.scales]
        .flatMap((node) => [...textsOf(node), ...labelsOf(node)])
        .flatMap((text) =>
          [{ brand: 'Maison Lune' }, {}].map((brand) =>
            write({ en: inSurvey(text.en), fr: inSurvey(text.fr) }, { ...facts, everyDays: 90, ...brand }),
          ),
        )
        .flatMap(({ en, fr }) => [en, fr]),
    )
    const own = new Set(textsOf(facts).flatMap(({ en, fr }) => [en, fr]))
    // A persona has a name of its own; of a visit that is over the wording has no reason yet.
    const ownWords = /^(First purchase|Premier achat|We show you moments of your last|Nous vous proposons des moments de votre dernière)/
    expect([...said].filter((text) => !known.has(text) && !own.has(text) && !ownWords.test(text))).toEqual([])
  })
})

/** Labels that question types have built in. */
const builtIn = (key: 'wentWell5' | 'agree7' | 'nps11') => en[key].map((label, index) => ({ en: label, fr: fr[key][index] ?? '' }))

const labelsOf = (node: unknown): readonly { en: string; fr: string }[] =>
  Object.values(Object(node)).flatMap((scale) => {
    const { labels } = Object(scale)
    return labels ? labels.en.map((en: string, index: number) => ({ en, fr: labels.fr[index] })) : []
  })

test('scales have their labels: those of recipes, and those that question types have built in', () => {
  for (const [name, labels] of Object.entries({ ...scales, wentWell5: builtIn('wentWell5'), agree7: builtIn('agree7') }))
    for (const language of ['en', 'fr'] as const)
      expect(labels.map((label) => label[language])).toEqual(wording.scales[name].labels[language])
  for (const language of ['en', 'fr'] as const) {
    const ends = wording.scales.nps11.labels[language]
    expect(builtIn('nps11').map((label) => label[language])).toEqual([ends[0], ends.at(-1)])
  }
})

describe.each(recipeNames)('the texts of %s', (name) => {
  const texts = made(name).flatMap(textsOf)
  const french = texts.map(({ fr }) => fr)
  const english = texts.map(({ en }) => en)

  test('are French as it is set: ’, U+202F before ? ! ; and U+00A0 before : and inside « »', () => {
    for (const text of french) {
      // Addresses and piping are not prose.
      const prose = text.replace(/\{\{.*?\}\}|https?:\S+/g, '')
      expect(prose).not.toMatch(/'/)
      expect(prose).not.toMatch(/(?<!\u202f)[?!;]/)
      expect(prose).not.toMatch(/(?<!\u00a0):/)
      expect(prose).not.toMatch(/«(?!\u00a0)|(?<!\u00a0)»/)
    }
  })
  test('are English as it is set: ’ and no space before punctuation', () => {
    for (const text of english) expect(text).not.toMatch(/'|\s[?!;:,.]/)
  })
  test('put the brand nowhere where an article or an elision would depend on it', () => {
    for (const text of french.map((text) => text.replaceAll('Maison Lune', '{{brand}}')))
      expect(text).not.toMatch(/\b(de|que|le|la|à|du|au) \{\{brand/i)
  })
  test('call nobody anonymous, and speak of nobody’s gender by a bracket or a dot', () => {
    for (const text of [...french, ...english]) expect(text).not.toMatch(/anonym|\(e\)|·e\b|\.e\b/i)
  })
  test('leave no fact open', () => {
    for (const text of [...french, ...english]) expect(text).not.toMatch(/\{\{facts|undefined|\{\{everyDays/)
  })
})
