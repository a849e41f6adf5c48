import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Comment, hasTheme, LEAST_PEOPLE, themesOf } from './themes'

let person = 0
const said = (text: string, change: Partial<Comment> = {}): Comment => ({
  respondent: `p${person++}`,
  language: 'en',
  text,
  band: 'low',
  ...change,
})
const phrases = (comments: readonly Comment[]) => themesOf(comments).flatMap(({ themes }) => themes.map(({ phrase }) => phrase))

describe('themes', () => {
  it('are words that several people wrote, in whatever form, with how low and how high those people scored', () => {
    const comments = [
      said('The delivery was late.'),
      said('Two deliveries, both damaged'),
      said('My delivery? Perfect!', { band: 'high' }),
      said('Everything fine', { band: 'high' }),
    ]
    expect(themesOf(comments)).toEqual([
      { language: 'en', themes: [{ key: 'deliveri', phrase: 'delivery', language: 'en', people: 3, low: 2, high: 1 }] },
    ])
  })

  it('are never the words of fewer than three people, however often they wrote them', () => {
    const chatty = Array.from({ length: 9 }, () => said('Jean Dupont was rude', { respondent: 'one' }))
    expect(phrases([...chatty, said('Jean Dupont was rude')])).toEqual([])
    expect(LEAST_PEOPLE).toBe(3)
  })

  it('are a phrase where the words come together, and the phrase alone', () => {
    const comments = ['The delivery time is too long', 'Delivery times…', 'A shorter delivery time, please'].map((text) => said(text))
    expect(phrases(comments)).toEqual(['delivery time'])
  })

  it('do not reach over the end of a sentence, and leave out numbers and addresses', () => {
    expect(phrases(Array.from({ length: 3 }, () => said('Great shop. Parcel 12345 from a@b.example')))).not.toContain('shop parcel')
    expect(phrases(Array.from({ length: 3 }, () => said('12345 678')))).toEqual([])
  })

  it('are told apart by language, each by its own grammar', () => {
    const comments = [
      ...['L’attente était longue', 'Trop d’attente', 'Une attente interminable'].map((text) => said(text, { language: 'fr-CA' })),
      ...['Die Lieferungen waren spät', 'Lieferung zu spät', 'späte Lieferung'].map((text) => said(text, { language: 'de' })),
      ...['Wysyłka długa', 'Wysyłka długa', 'Wysyłka długa'].map((text) => said(text, { language: 'pl' })),
    ]
    const found = Object.fromEntries(themesOf(comments).map(({ language, themes }) => [language, themes.map(({ phrase }) => phrase)]))
    expect(found).toEqual({ fr: ['attente'], de: expect.arrayContaining(['lieferung', 'spät']) })
  })

  it('lead to the comments they were counted in, and to no others', () => {
    const comment = fc.array(fc.constantFrom('delivery', 'the', 'late', 'price.', 'chat', 'was', 'very', 'boxes'), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 12 }), (texts) => {
        const comments = texts.map((words) => said(words.join(' ')))
        for (const { themes } of themesOf(comments))
          for (const { key, language, people } of themes)
            expect(comments.filter((one) => hasTheme(one, language, key))).toHaveLength(people)
      }),
    )
  })
})
