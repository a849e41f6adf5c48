/** Conditions in words, for the pages about recipes. Not shipped. */
import type { Condition, Scalar } from '../survey/condition'
import type { Question } from '../survey/config'
import { isScale, scaleOf } from '../survey/scale'
import type { Words } from './types'

type Leaf = Readonly<Record<string, unknown>>
type Options = readonly { readonly id: string; readonly text: Words }[]

export const quoted = (text: string): string => `“${text}”`
const code = (text: unknown): string => `\`${text}\``
/** More than these are said by what they are not. */
const MOST_NAMED = 3

/** The answers that satisfy a leaf, of a scale: `1–2`. */
const span = (min: number, max: number, { is, in: list, gt, gte, lt, lte }: Leaf): string => {
  if (is !== undefined) return `${is}`
  if (Array.isArray(list)) return list.join(', ')
  const from = typeof gt === 'number' ? gt + 1 : typeof gte === 'number' ? gte : min
  const to = typeof lt === 'number' ? lt - 1 : typeof lte === 'number' ? lte : max
  return from === to ? `${from}` : `${from}–${to}`
}

const listed = (names: readonly string[], last: string): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(` ${last} `)

const ofChoice = (options: Options, leaf: Leaf): string => {
  const names = (ids: readonly Scalar[]) => options.filter(({ id }) => ids.includes(id)).map(({ text }) => quoted(text.en))
  const chosen = [leaf.is ?? leaf.in ?? []].flat() as Scalar[]
  if ('not' in leaf) return `anything but ${names([leaf.not as Scalar])}`
  const others = options.map(({ id }) => id).filter((id) => !chosen.includes(id))
  return chosen.length > MOST_NAMED && others.length <= chosen.length
    ? `anything but ${listed(names(others), 'and')}`
    : listed(names(chosen), 'or')
}

/** @param find The question of an id. */
export const conditionWords = (condition: Condition, find: (id: string) => Question | undefined): string => {
  const { all, any, none, answer, prop, context, ...leaf } = condition as Leaf
  const join = (several: readonly Condition[], by: string) =>
    several
      .map((one) => {
        const words = conditionWords(one, find)
        const { all = [], any = [] } = one as { readonly all?: readonly Condition[]; readonly any?: readonly Condition[] }
        return several[1] && (all[1] || any[1]) ? `(${words})` : words
      })
      .join(by)
  if (Array.isArray(all)) return join(all, ' and ')
  if (Array.isArray(any)) return join(any, ' or ')
  if (Array.isArray(none)) return `not ${join(none, ' or ')}`
  if (typeof answer !== 'string') {
    const operator = Object.entries(leaf).map(([name, value]) =>
      name === 'exists' ? (value ? 'told' : 'not told') : name === 'gte' ? `${value} or more` : code(value),
    )
    return `${code(prop ?? context)} ${operator}`
  }
  const question = find(answer.split('.')[0] ?? '')
  if (leaf.exists === true) return question?.type === 'contact' ? `${code(question.id)} filled in` : `${code(answer)} answered`
  if (question?.type === 'action') return `${code(answer)} done`
  if (question && isScale(question)) return `${code(answer)} ${span(scaleOf(question).min, scaleOf(question).max, leaf)}`
  if (question?.type === 'choice') return `${code(answer)}: ${ofChoice(question.options as Options, leaf)}`
  return `${code(answer)}: ${'not' in leaf ? `anything but ${quoted(`${leaf.not}`)}` : quoted(`${leaf.is}`)}`
}
