/** An answer to one question, of whatever type: always one that its card could give. */
import type { Question } from '../../../src/survey/config'
import type { AnyQuestion } from '../../../src/survey/instrument'
import { distinct, type Lived } from '../../../src/survey/journey'
import { isScale } from '../../../src/survey/scale'
import type { Answer } from '../../../src/survey/wire'
import type { Language } from '../goods/types'
import { comment } from './comments'
import { pointOf } from './mood'
import { between, pick, type Random } from './random'
import { type Circumstances, storyOf } from './stories'

/** Who answers, and in what mood. */
export interface Answering {
  readonly survey: string
  readonly at: Circumstances
  readonly mood: number
  readonly random: Random
  /** The day, `YYYY-MM-DD`. */
  readonly day: string
  /** What they lived of the visit that a question of type `moment` looks back on. */
  readonly lived: readonly Lived[]
}
/** By the keys of the wire: `csat`, `missing`, `missing.other`. Empty: nothing was answered. */
export type Given = readonly (readonly [key: string, answer: Answer])[]

/** Below this somebody has something to complain of; above the other, to praise. */
const LOW = -0.25
const HIGH = 1
/** How likely somebody writes who is not content, content, and neither. */
const WRITES = { low: 0.75, high: 0.3, middle: 0.12 } as const
const SKIPS = 0.12
/** Of those who may choose several, each further one. */
const FURTHER = 0.35
const NO_MOMENT = 0.12
const MOST_MOMENTS = 6

const bandOf = (mood: number): keyof typeof WRITES => (mood < LOW ? 'low' : mood > HIGH ? 'high' : 'middle')
const languageOf = ({ language }: Circumstances): Language => (language.startsWith('fr') ? 'fr' : 'en')

const written = ({ survey, at, mood, random }: Answering): string => {
  const { low, high } = storyOf(survey)
  return comment(random, languageOf(at), pick(random, (mood > LOW && high) || low(at)))
}

const shuffled = <T>(list: readonly T[], random: Random): T[] =>
  list
    .map((one) => [random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)

type Of<Type extends Question['type']> = Extract<Question, { type: Type }>
type Ways = { readonly [Type in Question['type']]?: (question: Of<Type>, who: Answering) => Given }

const text = (question: Of<'text'>, who: Answering): Given => {
  const { id, format = 'text', min = 0, max = 100, minLength = 0, maxLength = 2000 } = question
  const { random, mood } = who
  if (format === 'text') {
    if (random() > WRITES[bandOf(mood)]) return []
    const said = written(who).slice(0, maxLength)
    return said.length >= minLength ? [[id, said]] : []
  }
  // Names and numbers that nobody has: RFC 2606, and what ARCEP keeps for fiction.
  if (format === 'number') return [[id, between(random, min, max)]]
  return [[id, { email: 'somebody@example.com', url: 'https://example.com/', phone: '+33199000000' }[format]]]
}

const choice = ({ id, options, multiple, min = 1, max = options.length }: Of<'choice'>, who: Answering): Given => {
  const { random, mood, survey } = who
  const weights = storyOf(survey).options?.[id]?.[mood < 0.2 ? 'low' : 'high'] ?? {}
  const left = [...options]
  const take = () => {
    const found = pick(
      random,
      left.map((option) => [option, weights[option.id] ?? 1] as const),
    )
    left.splice(left.indexOf(found), 1)
    return found
  }
  const chosen = [take()]
  const isWhole = () => chosen.some(({ none }) => none) || chosen.length >= max || !left.some(({ none }) => !none)
  while (multiple && !isWhole() && (chosen.length < min || random() < FURTHER)) {
    const next = take()
    if (!next.none) chosen.push(next)
  }
  const other = chosen.find((option) => option.other)
  return [
    [id, options.filter((option) => chosen.includes(option)).map((option) => option.id)],
    ...(other && random() < 0.7 ? [[`${id}.${other.id}`, written(who)] as const] : []),
  ]
}

const moment = ({ id, max = MOST_MOMENTS }: Of<'moment'>, { random, lived }: Answering): Given => {
  const offered = distinct(lived, max)
  if (!offered[0] || random() < NO_MOMENT) return [[id, 'none']]
  const at = Math.floor(random() * offered.length)
  return [
    [id, offered[at] ?? 'none'],
    [`${id}.position`, at + 1],
  ]
}

const ways: Ways = {
  text,
  choice,
  moment,
  ranking: ({ id, options }, { random }) => [
    [
      id,
      shuffled(
        options.map((option) => option.id),
        random,
      ),
    ],
  ],
  matrix: ({ id, rows, labels = [], points = labels.length || 5 }, { mood, random }) =>
    rows.map((row) => [`${id}.${row.id}`, pointOf({ type: 'rating', id, text: '', points }, mood, random)]),
  slider: ({ id, min = 0, max = 100, step = 1 }, { mood, random }) => {
    const steps = Math.floor((max - min) / step)
    const at = pointOf({ type: 'rating', id, text: '', points: 11 }, mood, random)
    return [[id, min + step * Math.min(steps, Math.round(((at - 1) / 10) * steps))]]
  },
  date: ({ id, min, max }, { day }) => {
    const dayOf = (end: string | undefined) => (end === 'today' ? day : end)
    const [from = day, to = day] = [dayOf(min), dayOf(max)]
    return [[id, day < from ? from : day > to ? to : day]]
  },
  contact: ({ id, fields }, { random }) => {
    const details = {
      name: 'Camille Exemple',
      firstName: 'Camille',
      lastName: 'Exemple',
      email: `camille${between(random, 1, 999)}@example.com`,
      phone: '+33199000000',
      company: 'Exemple SARL',
      postcode: '75000',
      city: 'Paris',
      country: 'FR',
    } as const
    return fields.map((field) => [`${id}.${field}`, details[field]])
  },
  consent: ({ id }) => [[id, true]],
  action: ({ id, action }) => [[id, action], ...(action === 'callback' ? [[`${id}.phone`, '+33199000000'] as const] : [])],
}

/** How likely somebody does more than answer: agrees to be helped, leaves an address. */
const DOES = { action: 0.35, contact: 0.4, consent: 0.5 } as const

/** `isFirst`: what it is asked with; whoever answers at all answers that. */
export const answer = (question: Question, who: Answering, isFirst: boolean): Given => {
  const { type, id } = question
  const { random } = who
  if (isScale(question)) return !isFirst && random() < SKIPS / 2 ? [] : [[id, pointOf(question, who.mood, random)]]
  if (!isFirst && type !== 'text' && random() < (type in DOES ? 1 - DOES[type as keyof typeof DOES] : SKIPS)) return []
  const way = ways[type] as ((question: AnyQuestion, who: Answering) => Given) | undefined // as its key says
  return way?.(question as AnyQuestion, who) ?? []
}
