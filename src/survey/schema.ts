/**
 * The configuration as a schema: `config.ts`, and what it is made of, in a form that can be run. It knows shapes, not meanings
 * (`check.ts` adds ids that lead nowhere, patterns that are not safe, …). Descriptions for editors are the docstrings of those
 * types, added by `reference-schema.ts`, so that they do not travel to browsers.
 */
import * as z from 'zod/mini'
import type { Condition as ConditionType } from './condition'

// Compiling validators needs `eval`, which policies of shops forbid. It has to be said before the first schema is made.
z.config({ jitless: true })

/** A date, or an instant with its offset. */
export const ISO_DATE = /^\d{4}-\d\d-\d\d$/
export const ISO_INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/
/** A date, or the visitor's own day. */
export const DAY = /^(today|\d{4}-\d\d-\d\d)$/
/** A time of day. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/

export type Fault =
  | ConditionFault
  | 'empty-text'
  | 'no-language'
  | 'empty-list'
  | 'wrong-date'
  | 'wrong-day'
  | 'wrong-time'
  | 'out-of-range'
/** What the JSON Schema says of a limit. */
export interface Keywords {
  readonly type?: 'integer'
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly minProperties?: number
  readonly pattern?: string
}
export const keywordsOf = new Map<z.ZodMiniType, Keywords>()

/** A schema with a limit: one function for all of them, because zod's own checks weigh 900 B together. */
const limited = <Schema extends z.ZodMiniType>(
  schema: Schema,
  keywords: Keywords,
  find: (value: z.output<Schema>) => Fault | false,
): Schema => {
  const checked = schema.check((context) => {
    const fault = find(context.value)
    if (fault) context.issues.push({ code: 'custom', input: context.value, params: { fault, keywords } })
  })
  keywordsOf.set(checked, keywords)
  return checked
}
const number = (keywords: Keywords) => {
  const { type, minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = keywords
  return limited(
    z.number(),
    keywords,
    (value) => !(value >= minimum && value > exclusiveMinimum && value <= maximum && (!type || Number.isInteger(value))) && 'out-of-range',
  )
}
const date = (pattern: RegExp) => limited(z.string(), { pattern: pattern.source }, (value) => !pattern.test(value) && 'wrong-date')
const list = <Item extends z.ZodMiniType>(item: Item) =>
  limited(z.array(item), { minItems: 1 }, (value: readonly unknown[]) => !value.length && 'empty-list')

const name = limited(z.string(), { pattern: '\\S' }, (value) => !value.trim() && 'empty-text')
const whole = (minimum: number) => number({ type: 'integer', minimum })
const days = number({ minimum: 0 })
const flag = z.optional(z.boolean())
const patterns = z.union([name, list(name)])

// A catch-all object, because `z.record` weighs 500 B; an enumeration is a literal of several values for the same reason.
const textByLanguage = limited(
  z.catchall(z.strictObject({}), name),
  { minProperties: 1 },
  (value) => !Object.keys(value).length && 'no-language',
)
export const Text = z.union([name, textByLanguage])

const Scalar = z.union([z.string(), z.number(), z.boolean()])

export const subjectKeys = ['trait', 'prop', 'answer', 'context', 'event'] as const
export const aloneKeys = ['persona', 'all', 'any', 'none'] as const
export const operatorKeys = [
  'is',
  'not',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'exists',
] as const
export type ConditionFault =
  | 'condition-empty'
  | 'not-alone'
  | 'no-subject'
  | 'two-subjects'
  | 'no-operator'
  | 'two-operators'
  | 'within-days'

/** A leaf is one subject and one operator; `persona`, `all`, `any` and `none` stand alone. */
const conditionFault = (condition: object): ConditionFault | false => {
  const given = Object.entries(condition).flatMap(([key, value]) => (value === undefined ? [] : [key]))
  const among = (keys: readonly string[]) => given.filter((key) => keys.includes(key)).length
  const subjects = among(subjectKeys)
  const operators = among(operatorKeys)
  if (!given.length) return 'condition-empty'
  if (among(aloneKeys)) return given.length > 1 && 'not-alone'
  if (subjects !== 1) return subjects ? 'two-subjects' : 'no-subject'
  if (operators !== 1) return operators ? 'two-operators' : 'no-operator'
  return (given.includes('withinDays') || given.includes('since')) && !given.includes('event') && 'within-days'
}

const nested = list(z.lazy((): z.ZodMiniType<ConditionType, ConditionType> => Condition))
const anyCondition = limited(
  z.strictObject({
    trait: z.optional(name),
    prop: z.optional(name),
    answer: z.optional(name),
    context: z.optional(name),
    event: z.optional(name),
    withinDays: z.optional(number({ exclusiveMinimum: 0 })),
    since: z.optional(z.literal(['first', 'last'])),
    is: z.optional(Scalar),
    not: z.optional(Scalar),
    in: z.optional(list(Scalar)),
    notIn: z.optional(list(Scalar)),
    gt: z.optional(z.number()),
    gte: z.optional(z.number()),
    lt: z.optional(z.number()),
    lte: z.optional(z.number()),
    contains: z.optional(Scalar),
    startsWith: z.optional(z.string()),
    endsWith: z.optional(z.string()),
    matches: z.optional(z.string()),
    exists: flag,
    persona: z.optional(name),
    all: z.optional(nested),
    any: z.optional(nested),
    none: z.optional(nested),
  }),
  {},
  conditionFault,
)
// One object with a check, not a union of 5 subjects × 13 operators: the cast states what the check has established.
export const Condition: z.ZodMiniType<ConditionType, ConditionType> = anyCondition as unknown as z.ZodMiniType<ConditionType, ConditionType>

const Metric = z.literal(['nps', 'csat', 'ces'])
export const Target = z.strictObject({
  metric: Metric,
  value: z.number(),
  by: date(ISO_DATE),
  baseline: z.optional(z.number()),
})

export const Touchpoint = z.strictObject({
  id: name,
  stage: z.literal(['discovery', 'evaluation', 'purchase', 'retention', 'advocacy']),
  category: z.literal(['marketing', 'sales', 'service', 'product']),
  channel: z.optional(z.literal(['web', 'chat', 'email', 'phone', 'store', 'parcel'])),
  name: z.optional(Text),
  match: z.optional(patterns),
  truth: flag,
  owner: z.optional(z.string()),
  target: z.optional(Target),
  belief: z.optional(z.number()),
  effort: z.optional(z.number()),
  notes: z.optional(z.string()),
})

export const Persona = z.strictObject({
  id: name,
  name: z.optional(Text),
  when: Condition,
  goals: z.optional(z.array(Text)),
  frustrations: z.optional(z.array(Text)),
  notes: z.optional(z.string()),
})

export const PathPattern = z.union([name, z.strictObject({ matches: z.string() })])
const places = z.union([PathPattern, list(PathPattern)])
const triggerBase = {
  delaySeconds: z.optional(days),
  patienceSeconds: z.optional(days),
  cancelOn: z.optional(z.array(name)),
  near: z.optional(patterns),
}
const trackedBase = { where: z.optional(Condition), oncePer: z.optional(name), ...triggerBase }
const placeBase = { path: z.optional(places), not: z.optional(places), ...triggerBase }
const share = number({ exclusiveMinimum: 0, maximum: 1 })
const above = number({ exclusiveMinimum: 0 })
export const EventTrigger = z.strictObject({ on: z.literal('event'), name, ...trackedBase })
export const PageTrigger = z.strictObject({ on: z.literal('page'), ...placeBase, path: places })
export const ClickTrigger = z.strictObject({ on: z.literal('click'), selector: name, ...placeBase })
export const VisibleTrigger = z.strictObject({
  on: z.literal('visible'),
  selector: name,
  share: z.optional(share),
  seconds: z.optional(days),
  ...placeBase,
})
export const ScrollTrigger = z.strictObject({
  on: z.literal('scroll'),
  depth: z.optional(share),
  selector: z.optional(name),
  ...placeBase,
})
export const ExitTrigger = z.strictObject({ on: z.literal('exit'), seconds: z.optional(days), ...placeBase })
export const DwellTrigger = z.strictObject({ on: z.literal('dwell'), seconds: above, ...placeBase })
export const IdleTrigger = z.strictObject({ on: z.literal('idle'), seconds: above, ...placeBase })
export const FrictionTrigger = z.strictObject({
  on: z.literal('friction'),
  kinds: z.optional(list(z.literal(['rage-click', 'dead-click', 'failed-submit', 'page-error', 'empty-search']))),
  selector: z.optional(name),
  ...placeBase,
})
export const ReturningTrigger = z.strictObject({
  on: z.literal('returning'),
  visit: z.optional(whole(1)),
  daysAway: z.optional(days),
  ...triggerBase,
})
export const AfterTrigger = z.strictObject({
  on: z.literal('after'),
  name,
  days,
  withinDays: z.optional(above),
  ...trackedBase,
})
export const Step = z.union([
  z.strictObject({ on: z.literal('event'), name }),
  z.strictObject({ on: z.literal('page'), path: places, not: z.optional(places) }),
  z.strictObject({ on: z.literal('click'), selector: name, path: z.optional(places), not: z.optional(places) }),
])
export const SequenceTrigger = z.strictObject({
  on: z.literal('sequence'),
  steps: list(Step),
  withinSeconds: z.optional(above),
  ...trackedBase,
})
export const JourneyTrigger = z.strictObject({
  on: z.literal('journey'),
  after: z.optional(name),
  idleSeconds: z.optional(above),
  visit: z.optional(z.literal('last')),
  withinDays: z.optional(number({ exclusiveMinimum: 0, maximum: 7 })),
  atLeast: z.optional(whole(1)),
  ...trackedBase,
})
export const SlotTrigger = z.strictObject({ on: z.literal('slot') })
export const LauncherTrigger = z.strictObject({
  on: z.literal('launcher'),
  selector: z.optional(name),
  text: z.optional(Text),
  at: z.optional(z.literal(['end', 'start', 'bottom-end', 'bottom-start'])),
  path: z.optional(places),
  not: z.optional(places),
})
export const ManualTrigger = z.strictObject({ on: z.literal('manual') })
export const Trigger = z.union([
  EventTrigger,
  PageTrigger,
  ClickTrigger,
  VisibleTrigger,
  ScrollTrigger,
  ExitTrigger,
  DwellTrigger,
  IdleTrigger,
  FrictionTrigger,
  ReturningTrigger,
  AfterTrigger,
  SequenceTrigger,
  JourneyTrigger,
  SlotTrigger,
  LauncherTrigger,
  ManualTrigger,
])

export const Frequency = z.strictObject({
  class: z.optional(z.literal(['interaction', 'relationship'])),
  everyDays: z.optional(days),
  afterDismissDays: z.optional(days),
  betweenDays: z.optional(days),
  perVisit: z.optional(whole(1)),
  snoozeDays: z.optional(days),
  maxIgnored: z.optional(whole(1)),
  once: flag,
})

export const NextRule = z.union([
  z.strictObject({ when: z.optional(Condition), goTo: name }),
  z.strictObject({ when: z.optional(Condition), end: name }),
])

const questionBase = {
  id: name,
  text: Text,
  intro: z.optional(Text),
  help: z.optional(Text),
  optional: flag,
  next: z.optional(z.array(NextRule)),
}
const scaleBase = { ...questionBase, labels: z.optional(z.array(Text)) }
const points = z.optional(number({ type: 'integer', minimum: 2, maximum: 11 }))
const display = z.optional(z.literal(['numbers', 'faces', 'stars', 'hearts', 'thumbs']))

export const ChoiceOption = z.strictObject({ id: name, text: Text })
export const ChoosableOption = z.strictObject({ id: name, text: Text, other: flag, none: flag, pin: flag })
export const NpsQuestion = z.strictObject({ type: z.literal('nps'), ...scaleBase })
export const CsatQuestion = z.strictObject({
  type: z.literal('csat'),
  ...scaleBase,
  points,
  display,
  countsFrom: z.optional(number({ type: 'integer', minimum: 2, maximum: 11 })),
})
export const CesQuestion = z.strictObject({ type: z.literal('ces'), ...scaleBase })
const reportsAs = z.literal(['peak', 'end', 'confidence', 'emotion', 'effectiveness', 'ease', 'success'])
export const RatingQuestion = z.strictObject({
  type: z.literal('rating'),
  ...scaleBase,
  points,
  display,
  reportsAs: z.optional(reportsAs),
})
export const TextQuestion = z.strictObject({
  type: z.literal('text'),
  ...questionBase,
  format: z.optional(z.literal(['text', 'email', 'url', 'number', 'phone'])),
  long: flag,
  placeholder: z.optional(Text),
  minLength: z.optional(whole(0)),
  maxLength: z.optional(whole(1)),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
})
export const ChoiceQuestion = z.strictObject({
  type: z.literal('choice'),
  ...questionBase,
  options: list(ChoosableOption),
  multiple: flag,
  min: z.optional(whole(1)),
  max: z.optional(whole(1)),
  shuffle: flag,
  display: z.optional(z.literal(['list', 'chips', 'filter'])),
  reportsAs: z.optional(z.literal(['resolution', 'success', 'first-contact', 'purpose'])),
})
export const MomentQuestion = z.strictObject({
  type: z.literal('moment'),
  ...questionBase,
  max: z.optional(whole(1)),
  other: z.optional(Text),
  none: z.optional(Text),
})
export const RankingQuestion = z.strictObject({ type: z.literal('ranking'), ...questionBase, options: list(ChoiceOption), shuffle: flag })
export const MatrixQuestion = z.strictObject({
  type: z.literal('matrix'),
  ...questionBase,
  rows: list(ChoiceOption),
  points: z.optional(number({ type: 'integer', minimum: 2, maximum: 7 })),
  labels: z.optional(z.array(Text)),
  shuffle: flag,
})
export const SliderQuestion = z.strictObject({
  type: z.literal('slider'),
  ...questionBase,
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  step: z.optional(above),
  labels: z.optional(z.array(Text)),
})
const day = z.optional(limited(z.string(), { pattern: DAY.source }, (value) => !DAY.test(value) && 'wrong-day'))
export const DateQuestion = z.strictObject({ type: z.literal('date'), ...questionBase, min: day, max: day })
const contactField = z.literal(['name', 'firstName', 'lastName', 'email', 'phone', 'company', 'postcode', 'city', 'country'])
export const ContactQuestion = z.strictObject({
  type: z.literal('contact'),
  ...questionBase,
  fields: list(contactField),
  required: z.optional(z.array(contactField)),
})
export const Link = z.strictObject({ href: Text, text: Text })
export const ConsentQuestion = z.strictObject({ type: z.literal('consent'), ...questionBase, label: Text, link: z.optional(Link) })
export const ActionQuestion = z.strictObject({
  type: z.literal('action'),
  ...questionBase,
  action: z.literal(['link', 'copy', 'share', 'callback']),
  label: Text,
  href: z.optional(Text),
  code: z.optional(Text),
})
export const MessageQuestion = z.strictObject({
  type: z.literal('message'),
  ...questionBase,
  list: z.optional(z.array(Text)),
  link: z.optional(Link),
})
export const Question = z.union([
  NpsQuestion,
  CsatQuestion,
  CesQuestion,
  RatingQuestion,
  TextQuestion,
  ChoiceQuestion,
  MomentQuestion,
  RankingQuestion,
  MatrixQuestion,
  SliderQuestion,
  DateQuestion,
  ContactQuestion,
  ConsentQuestion,
  ActionQuestion,
  MessageQuestion,
])

export const Ending = z.strictObject({ id: name, text: Text, link: z.optional(Link) })
const part = number({ minimum: 0, maximum: 1 })
export const Split = z.strictObject({ name, from: part, to: part })
export const Layout = z.strictObject({
  type: z.optional(z.literal(['card', 'modal', 'bar'])),
  at: z.optional(z.literal(['bottom-end', 'bottom-start', 'top-end', 'top-start', 'top', 'bottom'])),
})
const token = z.optional(name)
const tokens = { accent: token, accentText: token, surface: token, text: token, muted: token, border: token }
export const ThemeTokens = z.strictObject(tokens)
export const Theme = z.strictObject({
  ...tokens,
  radius: token,
  font: token,
  spacing: token,
  shadow: token,
  motion: token,
  dark: z.optional(ThemeTokens),
})

const time = limited(z.string(), { pattern: TIME.source }, (value) => !TIME.test(value) && 'wrong-time')
export const Hours = z.strictObject({
  from: z.optional(time),
  until: z.optional(time),
  days: z.optional(list(z.literal(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))),
  timeZone: z.optional(name),
})
export const Blackout = z.strictObject({ from: date(ISO_INSTANT), until: date(ISO_INSTANT), name: z.optional(z.string()) })
export const Variant = z.strictObject({
  id: name,
  weight: z.optional(days),
  holdout: flag,
  questions: z.optional(list(Question)),
  endings: z.optional(z.array(Ending)),
  layout: z.optional(Layout),
})

export const Survey = z.strictObject({
  id: name,
  version: z.optional(z.number()),
  enabled: flag,
  from: z.optional(date(ISO_INSTANT)),
  until: z.optional(date(ISO_INSTANT)),
  hours: z.optional(Hours),
  touchpoint: z.union([name, Touchpoint]),
  trigger: z.union([Trigger, list(Trigger)]),
  audience: z.optional(Condition),
  frequency: z.optional(Frequency),
  wave: z.optional(whole(0)),
  sample: z.optional(part),
  split: z.optional(Split),
  holdout: z.optional(part),
  variants: z.optional(list(Variant)),
  quota: z.optional(whole(0)),
  why: z.optional(Text),
  help: flag,
  priority: z.optional(z.number()),
  reserve: flag,
  consent: z.optional(z.literal('none')),
  layout: z.optional(Layout),
  theme: z.optional(Theme),
  progress: flag,
  closeAfterSeconds: z.optional(above),
  questions: list(Question),
  endings: z.optional(z.array(Ending)),
  owner: z.optional(z.string()),
  notes: z.optional(z.string()),
})

export const Config = z.strictObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  enabled: flag,
  send: z.optional(z.array(name)),
  touchpoints: z.optional(z.array(Touchpoint)),
  personas: z.optional(z.array(Persona)),
  blackouts: z.optional(z.array(Blackout)),
  theme: z.optional(Theme),
  privacy: z.optional(Text),
  surveys: z.array(Survey),
})
