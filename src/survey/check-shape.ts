/** What the schema says is wrong, in our own words: zod/mini without a language only says "Invalid input". */
import * as z from 'zod/mini'
import { didYouMean, either, isObject, nearest, type Path, pathText, quote, type Report, show } from './check-words'
import { aloneKeys, Config, type Fault, type Keywords, operatorKeys, subjectKeys } from './schema'

type Issue = z.core.$ZodIssue

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}
const text = 'a text, or an object of texts by language'
const pattern = 'a path pattern like "/order/*", or a list of them'
const place = 'a path pattern like "/order/*" or { "matches": "^/order/" }, or a list of them'
const instant = 'a date like "2027-06-30" or an instant like "2027-06-30T08:00:00Z"'
const time = 'a time of day like "09:30"'
const days = 'a number of days, 0 or more'
const portion = 'a share above 0, up to 1 (all of it)'
const people = 'a share from 0 (nobody) to 1 (everybody)'
const condition = 'a condition like { "trait": "plan", "is": "pro" }'
/** What belongs at a key (or at `outer.key`, where that differs), where that says more than its JSON type. */
const wanted: Readonly<Record<string, string>> = {
  text,
  intro: text,
  help: text,
  why: text,
  placeholder: text,
  label: text,
  code: text,
  href: 'an address, or an object of addresses by language',
  privacy: 'an address, or an object of addresses by language',
  link: 'a link like { "href": "/help", "text": "Help" }',
  list: 'a list of texts',
  labels: 'a list of texts',
  match: pattern,
  near: pattern,
  path: place,
  'trigger.not': place,
  'steps.not': place,
  from: instant,
  until: instant,
  'hours.from': time,
  'hours.until': time,
  'hours.days': 'a list of days like ["mon", "tue"]',
  timeZone: 'a time zone like "Europe/Paris"',
  by: 'a date like "2027-06-30"',
  days,
  daysAway: days,
  everyDays: days,
  afterDismissDays: days,
  betweenDays: days,
  snoozeDays: days,
  when: condition,
  where: condition,
  audience: condition,
  sample: people,
  holdout: people,
  share: portion,
  depth: portion,
  selector: 'a CSS selector',
  touchpoint: 'the id of a touchpoint, or a touchpoint',
  trigger: 'a trigger like { "on": "page", "path": "/" }, or a list of them',
  steps: 'a list of two steps or more',
  questions: 'a list of at least one question',
  options: 'a list of at least one option',
  rows: 'a list of at least one row',
  fields: 'a list of fields like ["firstName", "email"]',
  theme: 'an object of tokens like { "accent": "#7a1f3d" }',
  layout: 'a layout like { "type": "bar", "at": "bottom" }',
}
/** The key's own words, or those of the key in what it belongs to; `help` of a survey is no text. */
const wantedAt = (path: Path): string | undefined => {
  if (typeof path.at(-1) === 'number') return
  const [key, outer = ''] = path.filter((part) => typeof part === 'string').reverse()
  const own = `${String(outer)}.${String(key)}`
  return own === 'surveys.help' ? undefined : (wanted[own] ?? wanted[String(key)])
}

const aSubject = `a subject (${either(subjectKeys)})`
const anOperator = `an operator (${either(operatorKeys)})`
const combine = 'Combine conditions with "all": [ … ].'
const faults: Readonly<Record<Fault, readonly [expected: string, hint?: string]>> = {
  'condition-empty': [`${aSubject} and an operator`, 'Leave the condition out where it should always hold.'],
  'not-alone': [`${either(aloneKeys)} alone`, combine],
  'no-subject': [aSubject],
  'two-subjects': ['one subject', combine],
  'no-operator': [anOperator],
  'two-operators': ['one operator', combine],
  'within-days': ['"withinDays" and "since" only beside "event"'],
  'empty-text': ['some text'],
  'no-language': ['a text in at least one language', 'E.g. { "en": "Hello" }.'],
  'empty-list': ['at least one'],
  'wrong-date': [''],
  'wrong-day': ['a date like "2027-06-30", or "today"'],
  'wrong-time': [time],
  'out-of-range': [''],
}
const range = ({ type, minimum, maximum, exclusiveMinimum }: Keywords) =>
  `${type ? 'a whole number' : 'a number'} ${exclusiveMinimum === undefined ? 'from' : 'above'} ${exclusiveMinimum ?? minimum}${maximum === undefined ? '' : ` to ${maximum}`}`

/** Only an issue that is not finished yet still has its schema: the keys it knows travel in place of a message. */
const knownKeys: z.core.$ZodErrorMap = (issue) => {
  const def = issue.inst?._zod.def
  return def && 'shape' in def && isObject(def.shape) ? Object.keys(def.shape).join() : ' '
}
const known = (issue: Issue) => issue.message.split(',')

const at = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (Object(value) as Readonly<Record<PropertyKey, unknown>>)[key], input)

/** The branch is for another JSON type altogether. */
const isOtherKind = ([issue, more]: readonly Issue[]): boolean =>
  !!issue &&
  !more &&
  !issue.path.length &&
  (issue.code === 'invalid_type' || (issue.code === 'invalid_union' && issue.errors.every(isOtherKind)))

/** What says that a branch of another type was meant. */
const tagOf = (issues: readonly Issue[]) =>
  issues.find(
    (issue) => issue.code === 'invalid_value' && issue.path.length === 1 && (issue.path[0] === 'type' || issue.path[0] === 'on'),
  ) as z.core.$ZodIssueInvalidValue | undefined

/** A misspelt key is also a missing one, and a condition with an unknown key lacks a subject or an operator: said once. */
const withoutEchoes = (issues: readonly Issue[]): readonly Issue[] => {
  const echoes = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? [pathText(issue.path), ...issue.keys.map((key) => pathText([...issue.path, nearest(key, known(issue)) ?? '']))]
      : [],
  )
  return issues.filter((issue) => issue.code === 'unrecognized_keys' || !echoes.includes(pathText(issue.path)))
}

/** `"5"` where a number belongs, 5 where a string does. */
const quotes = (expected: string, value: unknown): string => {
  const bare = { number: /^-?\d+(\.\d+)?$/, int: /^-?\d+$/, boolean: /^(true|false)$/ }[expected]
  if (typeof value === 'string' && bare?.test(value)) return `Write ${value} without quotes.`
  return expected === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? `Write "${value}" in quotes.` : ''
}

/** Reports everything the schema has to say about a configuration. */
export const checkShape = (input: unknown, report: Report): void => {
  const word = (issue: Issue, base: Path): void => {
    const path = [...base, ...issue.path]
    const key = String(path.at(-1))
    const value = at(input, path)
    const got = show(value)
    const say = (code: string, otherwise: string, hint?: string | false) => {
      const expected = wantedAt(path) ?? otherwise
      if (value === undefined) report(path, 'missing', expected, got)
      else report(path, code, expected, got, hint)
    }

    if (issue.code === 'invalid_type') say('wrong-type', kinds[issue.expected] ?? issue.expected, quotes(issue.expected, value))
    else if (issue.code === 'invalid_union') branch(issue.errors, path, value)
    else if (issue.code === 'invalid_value') {
      const hint =
        key === 'version' && typeof value === 'number' && value > 1 ? 'It is written for a newer script.' : didYouMean(value, issue.values)
      say('unknown-value', (issue.values.length > 1 ? 'one of ' : '') + either(issue.values), hint)
    } else if (issue.code === 'unrecognized_keys') {
      const absent = known(issue).filter((name) => !Object.hasOwn(Object(value), name))
      for (const name of issue.keys)
        report([...path, name], 'unknown-key', `one of ${either(known(issue))}`, quote(name), didYouMean(name, absent) || 'Remove it.')
    } else if (issue.code === 'custom') {
      const { fault, keywords } = issue.params as { readonly fault: Fault; readonly keywords: Keywords }
      const [expected, hint] = faults[fault]
      if (expected) report(path, fault, expected, got, hint)
      else say(fault, range(keywords), wantedAt(path) === people && 'Half of them is 0.5.')
    }
  }

  /** The branch that was meant: of the right JSON type, then of the type it names, with the fewest faults. */
  const branch = (errors: readonly (readonly Issue[])[], path: Path, value: unknown): void => {
    const meant = errors.filter((issues) => !isOtherKind(issues))
    const tags = meant.flatMap((issues) => tagOf(issues) ?? [])
    const untagged = meant.filter((issues) => !tagOf(issues)).map(withoutEchoes)
    const [best, rival] = untagged.sort((a, b) => a.length - b.length)
    const [tag] = tags
    const [mine] = best ?? []
    const [other] = rival ?? []
    if (best && (best.length > 1 || rival?.length !== 1)) words(best, path)
    else if (mine?.code === 'unrecognized_keys' && other?.code === mine.code)
      report(path, 'only-one', `only one of ${either([...other.keys, ...mine.keys])}`, show(value))
    else if (mine?.code === 'invalid_type' && other?.code === mine.code && mine.path[0] !== other.path[0])
      report(path, 'missing', either([mine.path[0], other.path[0]]), show(value))
    else if (best) words(best, path)
    else if (tag) {
      const types = tags.flatMap(({ values }) => values)
      unknownType([...path, ...tag.path], types)
    } else {
      const expected = errors.flatMap(([issue]) => (issue?.code === 'invalid_type' ? (kinds[issue.expected] ?? issue.expected) : []))
      report(path, value === undefined ? 'missing' : 'wrong-type', wantedAt(path) ?? [...new Set(expected)].join(' or '), show(value))
    }
  }

  /** The type names the schema: `type` of a question, `on` of a trigger. */
  const unknownType = (path: Path, types: readonly unknown[]): void => {
    const key = String(path.at(-1))
    const parent = path.slice(0, -1)
    const value = at(input, path)
    const misspelt = Object.keys(Object(at(input, parent))).find((name) => nearest(name, [key]))
    const what = key === 'type' ? 'question' : parent.includes('steps') ? 'step' : 'trigger'
    const expected = `a ${what} type this version knows (${types.join(', ')})`
    const skipped = 'The survey is skipped; a newer configuration needs a newer script.'
    if (value === undefined && misspelt)
      report([...parent, misspelt], 'unknown-key', quote(key), quote(misspelt), didYouMean(misspelt, [key]))
    else if (value === undefined) report(path, 'missing', expected, 'nothing')
    else report(path, 'unknown-type', expected, show(value), didYouMean(value, types) || skipped)
  }

  const words = (issues: readonly Issue[], base: Path): void => {
    for (const issue of withoutEchoes(issues)) word(issue, base)
  }

  const result = z.safeParse(Config, input, { error: knownKeys })
  if (!result.success) words(result.error.issues, [])
}
