import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articles } from './articles'
import { chatTexts } from './chat-texts'
import { categories, products } from './products'
import { terms } from './terms'
import type { Words } from './types'

/** Every text in a tree of data, with the path that leads to it. */
const texts = (value: unknown, path = ''): [path: string, words: Words][] => {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value || 'fr' in value) return [[path, value as Words]]
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`))
}

const all = texts({ categories, products, articles })
const unique = (slugs: readonly string[]) => new Set(slugs).size === slugs.length
const find = (slug: string) => products.find((product) => product.slug === slug)

describe('the shelves', () => {
  it('hold twelve things, each under a slug of its own that can stand in an address', () => {
    expect(products).toHaveLength(12)
    expect(unique(products.map(({ slug }) => slug))).toBe(true)
    for (const { slug } of products) expect(slug).toMatch(/^[a-z]+$/)
  })

  it('are none of them empty, and hold nothing that stands on no shelf', () => {
    expect(unique(categories.map(({ id }) => id))).toBe(true)
    expect(new Set(products.map(({ category }) => category))).toEqual(new Set(categories.map(({ id }) => id)))
  })

  it('offer the Opaline lamp for €129 in three days', () => {
    expect(find('opaline')).toMatchObject({ priceCents: 12_900, deliveryDays: 3 })
  })

  it('ask whole cents between €18 and €420', () => {
    const prices = products.map(({ priceCents }) => priceCents)
    expect(prices.every(Number.isInteger)).toBe(true)
    expect([Math.min(...prices), Math.max(...prices)]).toEqual([1_800, 42_000])
  })

  it('show one thing sold out and one nearly so', () => {
    const stocks = products.map(({ stock }) => stock).sort((a, b) => a - b)
    expect(stocks.slice(0, 2)).toEqual([0, 2])
    expect(stocks[2]).toBeGreaterThan(2)
  })

  it('have two paragraphs, four facts and a picture for everything', () => {
    for (const { slug, story, facts } of products) {
      expect([slug, story.length, facts.length]).toEqual([slug, 2, 4])
      expect(existsSync(join(import.meta.dirname, `../../public/pictures/${slug}.svg`)), slug).toBe(true)
    }
  })
})

describe('the help pages', () => {
  it('are nine, each under a slug of its own, on every topic', () => {
    expect(articles).toHaveLength(9)
    expect(unique(articles.map(({ slug }) => slug))).toBe(true)
    expect(new Set(articles.map(({ topic }) => topic))).toEqual(new Set(['delivery', 'returns', 'orders', 'care']))
  })

  it('say the terms the cart counts with', () => {
    const said = (slug: string) => articles.find((article) => article.slug === slug)?.lead.en
    expect(said('delivery-times-and-cost')).toContain(
      `€${terms.deliveryCents / 100} a parcel, free from €${terms.freeDeliveryFromCents / 100}`,
    )
    expect(articles.map(({ slug }) => slug)).toContain(`returning-within-${terms.returnDays}-days`)
    expect(said('refunds')).toContain('five')
    expect(terms.refundDays).toBe(5)
  })

  it('name the slowest and the fastest delivery that there is', () => {
    const days = products.map(({ deliveryDays }) => deliveryDays)
    expect([Math.min(...days), Math.max(...days)]).toEqual([2, 7])
  })
})

describe('the chat', () => {
  it('keeps the spaces of French', () => {
    const said = JSON.stringify(chatTexts.fr) + chatTexts.fr.otherOrder('A-2002').join()
    for (const [, words] of said.matchAll(/"([^"]*)"/g))
      expect(words?.replace(/^\w+$/, '')).not.toMatch(/[^\u202f][?!:;»]|«[^\u202f]| [€%]|\d (W|h|€)/)
  })

  it('says the terms of the shop', () => {
    const said = JSON.stringify(chatTexts.en)
    expect(said).toContain(`costs €${terms.deliveryCents / 100}, and nothing from €${terms.freeDeliveryFromCents / 100}`)
    expect(said).toContain(`You have ${terms.returnDays} days`)
  })
})

describe('every text', () => {
  it.each(all)('%s is written in both languages', (_, { en, fr }) => {
    expect(en.trim()).toBe(en)
    expect(fr.trim()).toBe(fr)
    expect(en).not.toBe('')
    expect(fr).not.toBe('')
  })

  it.each(all)('%s keeps the spaces of French and the quotes of both', (_, { en, fr }) => {
    expect(fr).not.toMatch(/(^|[^\u202f])[?!:;»]/)
    expect(fr).not.toMatch(/«[^\u202f]/)
    expect(fr).not.toMatch(/ [€%]|\d€/)
    expect(en).not.toMatch(/\s[?!:;,.]/)
    expect(en + fr).not.toMatch(/['"]/)
  })

  it.each(all)('%s keeps a number and its unit on one line', (_, { en, fr }) => {
    expect(en + fr).not.toMatch(/\d (cm|mm|m|g|kg|W|K|cl|h|pm|°C|€)(?![a-zà-ÿ])/)
  })
})
