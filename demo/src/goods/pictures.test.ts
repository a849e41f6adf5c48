import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { products } from './products'

const folder = join(import.meta.dirname, '../../public/pictures')
const pictures = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

/** The pictures that show no product, with their sizes. */
const scenes: Readonly<Record<string, string>> = {
  'hero.svg': '1200 640',
  'empty-cart.svg': '320 240',
  'not-found.svg': '320 240',
  'help.svg': '320 240',
  'mark.svg': '64 64',
}

describe('the pictures', () => {
  it('are those of the products and the scenes, and no other', () => {
    expect(pictures.map(([name]) => name).sort()).toEqual([...products.map(({ slug }) => `${slug}.svg`), ...Object.keys(scenes)].sort())
  })

  it.each(pictures)('%s has its size, so that nothing moves while it loads', (name, svg) => {
    const [width, height] = (scenes[name] ?? '480 480').split(' ')
    expect(svg).toContain(`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`)
  })

  it.each(pictures)('%s has a title, a product its name', (name, svg) => {
    const product = products.find(({ slug }) => name === `${slug}.svg`)
    const title = /<title>([^<]+)<\/title>/.exec(svg)?.[1]
    expect(title).toEqual(product?.name.en ?? expect.stringMatching(/\w/))
  })

  it.each(pictures)('%s is drawn with presentation attributes alone, which no policy drops', (_, svg) => {
    expect(svg).not.toMatch(/<(style|script|text|image|use|foreignObject)|\s(style|href|xlink:href|class|on\w+)=/i)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toContain('//')
  })

  it.each(pictures)('%s refers to what it defines, once each', (_, svg) => {
    const defined = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const used = new Set([...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id))
    expect(new Set(defined).size).toBe(defined.length)
    expect([...used].sort()).toEqual([...defined].sort())
  })

  it.each(pictures)('%s is small', (name, svg) => {
    expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(name === 'hero.svg' ? 20_000 : 5_000)
  })
})
