/** What somebody has said of their home: a cookie, `bedroom.reading.little`. */
import { homeSteps } from '../goods/home'
import type { Product } from '../goods/types'
import { productBySlug } from './cart'

/** An answer for each step so far, in their order. */
export type Home = readonly string[]

const answerOf = (step: number, id: string | undefined) => homeSteps[step]?.answers.find((answer) => answer.id === id)

/** As far as it makes sense, from the first step on. */
export const homeOf = (ids: readonly (string | undefined)[]): Home => {
  const home: string[] = []
  for (const id of ids) {
    const answer = answerOf(home.length, id)
    if (!answer) break
    home.push(answer.id)
  }
  return home
}
export const readHome = (cookie: string | undefined): Home => homeOf((cookie ?? '').slice(0, 100).split('.'))
export const writeHome = (home: Home): string => home.join('.')
export const isWhole = (home: Home): boolean => home.length === homeSteps.length

/** What suits it, once each, what suits the room first. */
export const suiting = (home: Home): readonly Product[] =>
  [...new Set(home.flatMap((id, step): readonly string[] => answerOf(step, id)?.suits ?? []))].flatMap((slug) => productBySlug(slug) ?? [])
