/**
 * Most of what arrives is as the SDK writes it. That is seen here, with far less work than zod takes for its proof; whatever is in doubt is left
 * to zod, which alone refuses, and says why. What is taken here, zod would take, with the same result: a property in the tests holds the two
 * together.
 */
import { RESPONSE_TYPE } from '../../../src/survey/wire'
import { instantPattern, responseIdPattern, type ValidEvent } from './schema'

type ValidResponse = Extract<ValidEvent, { type: typeof RESPONSE_TYPE }>
/** What zod would make of a value; undefined: in doubt. JSON has no undefined. */
type Read = (value: unknown) => unknown

const when =
  (isUsual: (value: unknown) => boolean): Read =>
  (value) =>
    isUsual(value) ? value : undefined
const text = (least: number, most: number): Read =>
  when((value) => typeof value === 'string' && value.length >= least && value.length <= most)
const matching = (pattern: RegExp): Read => when((value) => typeof value === 'string' && pattern.test(value))
const whole = (least: number, most: number): Read =>
  when((value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
const oneOf = (...values: readonly unknown[]): Read => when((value) => values.includes(value))
const orNull =
  (read: Read): Read =>
  (value) =>
    value === null ? null : read(value)
const list = (read: Read, most: number): Read =>
  when((value) => Array.isArray(value) && value.length <= most && value.every((entry) => read(entry) !== undefined))

type Plain = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (isKey: (key: string) => boolean, isValue: (value: unknown) => boolean): Read =>
  when((value) => isObject(value) && Object.keys(value).every((key) => isKey(key) && isValue(value[key])))

/** Far from the depth at which it would be refused. */
const MOST_LEVELS = 5
const isShallow = (value: unknown, levels = MOST_LEVELS): boolean => {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((entry) => isShallow(entry, levels - 1))
}

/** May be absent. */
const optional = (read: Read) => ({ read, optional: true })
type Field = Read | ReturnType<typeof optional>

/** In the order of the schema, as zod copies it: what is kept of many stands once, and is found by its text. */
const object = (shape: Readonly<Record<string, Field>>): Read => {
  const fields = Object.entries(shape).map(([key, field]) =>
    typeof field === 'function' ? { key, read: field, optional: false } : { key, ...field },
  )
  return (value) => {
    if (!isObject(value)) return undefined
    const copy: Record<string, unknown> = {}
    let found = 0
    for (const { key, read, optional } of fields) {
      if (!Object.hasOwn(value, key)) {
        if (optional) continue
        return undefined
      }
      const entry = read(value[key])
      if (entry === undefined) return undefined
      copy[key] = entry
      found++
    }
    const own = Object.keys(value)
    // What is not known is dropped, unless it could hide a depth.
    if (own.length > found && !own.every((key) => Object.hasOwn(shape, key) || isShallow(value[key], 0))) return undefined
    return copy
  }
}

const name = text(1, 200)
const isName = (value: unknown): boolean => name(value) !== undefined
const long = text(0, 4000)
const instant = matching(instantPattern)
const notNegative = when((value) => Number.isFinite(value) && (value as number) >= 0)
const flag = when((value) => typeof value === 'boolean')
const ids = list(name, 100)
const answer = when(
  (value) => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value) || ids(value) !== undefined,
)
const anything = record((key) => key.length <= 200, isShallow)

const instrument = object({
  fingerprint: name,
  question: name,
  type: name,
  display: orNull(name),
  points: orNull(whole(2, 11)),
  countsFrom: optional(whole(2, 11)),
  range: optional(when((value) => Array.isArray(value) && value.length === 3 && value.every(Number.isFinite))),
  orientation: oneOf('horizontal', 'vertical'),
  labels: list(long, 20),
  texts: record(isName, (value) => long(value) !== undefined),
  types: optional(record(isName, isName)),
  locale: text(0, 35),
  translated: flag,
  trigger: text(0, 400),
  delaySeconds: notNegative,
})

const response = object({
  specversion: oneOf('1.0'),
  source: text(0, 400),
  time: optional(instant),
  subject: optional(text(0, 800)),
  id: matching(responseIdPattern),
  type: oneOf(RESPONSE_TYPE),
  data: object({
    project: name,
    survey: name,
    surveyVersion: orNull(when(Number.isSafeInteger)),
    wave: whole(0, 1e9),
    instrument,
    touchpoint: object({ id: name, stage: optional(name), category: optional(name), channel: optional(name) }),
    personas: ids,
    variant: orNull(name),
    moment: object({ type: name, name: text(0, 400), props: optional(anything) }),
    status: oneOf('shown', 'seen', 'answered', 'completed', 'dismissed'),
    answers: record(isName, (value) => answer(value) !== undefined),
    respondent: object({ id: name, kind: oneOf('page', 'session', 'device', 'user') }),
    context: anything,
    consent: oneOf('none', 'session', 'persistent'),
    test: flag,
    simulated: optional(oneOf(true)),
    sdk: text(0, 100),
    createdAt: instant,
    sentAt: instant,
    ageMs: optional(notNegative),
  }),
})

/** Text in which nothing has to be cleaned: JSON writes U+0000 and lone surrogates as escapes alone, and a key may be hidden behind one. */
export const isCleanJson = (body: string): boolean => !body.includes('\\u') && !body.includes('__proto__')

/** A response out of clean JSON that is plainly right; null: in doubt. */
export const usualResponse = (raw: unknown): ValidResponse | null =>
  // What it is was read field by field, in the order of the schema.
  (response(raw) as ValidResponse | undefined) ?? null
