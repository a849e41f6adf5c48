import { products } from '../goods/products'
import type { Language, Product } from '../goods/types'

/** Without accents or case: people type neither. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\u0153/g, 'oe')
    .toLowerCase()

/** Characters of a question that are looked at. */
const MAX_LENGTH = 80

/** Products with every word of it, those with a word in their name first. */
export const search = (text: string, language: Language): readonly Product[] => {
  const words = plain(text.slice(0, MAX_LENGTH))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word)
  if (words.length === 0) return []
  const found = products.filter(({ name, line, story, facts }) => {
    const all = plain([name, line, ...story, ...facts].map((text) => text[language]).join(' '))
    return words.every((word) => all.includes(word))
  })
  const named = ({ name }: Product) => words.some((word) => plain(name[language]).includes(word))
  return [...found.filter(named), ...found.filter((product) => !named(product))]
}
