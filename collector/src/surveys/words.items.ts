import type { Language } from '../results/words'
import type { ItemGroup, ItemKind } from './items'
import { itemsEn } from './words.items.en'
import { itemsFr } from './words.items.fr'

/** The words of one kind. */
export interface KindWords {
  readonly title: string
  readonly why: string
  readonly none: string
  readonly add: string
  readonly idHint: string
  readonly edit: (name: string) => string
  readonly taken: (id: string) => string
  readonly removed: (id: string) => string
  readonly notFound: string
  readonly used: string
  readonly unused: string
  readonly groups: Readonly<Partial<Record<ItemGroup['name'], string>>>
  readonly hints: Readonly<Partial<Record<ItemGroup['name'], string>>>
  readonly removeWhy: string
}

/** Every word of the pages of personas and touchpoints. */
export interface ItemWords extends Readonly<Record<ItemKind, KindWords>> {
  readonly id: string
  readonly fields: Readonly<Record<string, string>>
  readonly change: string
  readonly remove: string
  readonly save: string
  readonly back: string
  readonly inDraft: string
  readonly card: string
  readonly print: string
  readonly goals: string
  readonly frustrations: string
  readonly rule: string
  readonly notes: string
  readonly heard: string
  readonly heardNothing: string
  readonly noGoals: string
  readonly inline: (survey: string) => string
  readonly adopt: string
  readonly targetText: (value: string, by: string) => string
  readonly noTarget: string
}

const languages: Readonly<Record<Language, ItemWords>> = { en: itemsEn, fr: itemsFr }
export const itemWords = (language: Language): ItemWords => languages[language]
