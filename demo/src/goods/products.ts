import { light } from './light'
import { room } from './room'
import { table } from './table'
import { textile } from './textile'
import type { Product, Words } from './types'

/** The shelves, in the order of the shop's menu. */
export const categories: readonly { readonly id: Product['category']; readonly name: Words }[] = [
  { id: 'light', name: { en: 'Light', fr: 'Lumière' } },
  { id: 'table', name: { en: 'The table', fr: 'La table' } },
  { id: 'textile', name: { en: 'Linen and wool', fr: 'Lin et laine' } },
  { id: 'room', name: { en: 'The walls', fr: 'Les murs' } },
]

/** Everything the shop sells, shelf by shelf. */
export const products: readonly Product[] = [...light, ...table, ...textile, ...room]
