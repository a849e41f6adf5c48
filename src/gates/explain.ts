/**
 * A decision in plain words, for developers and product teams: a chunk of its own. English only, because it is read beside
 * code and configuration. Every gate has a sentence, those that let it through too.
 */
import { type Judged, worked } from './explain-worked'
import { nextWindow } from './opening'
import type { Decision, GateCode, GateName, GateResult } from './types'

/** What makes the sentences readable; all of it optional. */
export interface Names {
  /** Milliseconds since the epoch; default: the device's clock. */
  readonly now?: number
  /** A readable name of a survey, by id; default: its id. */
  readonly survey?: (id: string) => string
  /** IANA time zone of the dates; default: the device's. */
  readonly timeZone?: string
}

/** One survey's gates in words. */
export interface Explanation extends Decision {
  readonly gates: readonly (GateResult & { readonly text: string })[]
  readonly text: string
  readonly nextPossible?: string
}

const DAY = 864e5
/** Beyond 8.64e15 ms there are no dates (ECMA-262), and `Infinity` says that time alone will not do. */
const isTime = (at: number | undefined): at is number => at !== undefined && Math.abs(at) <= 8.64e15

/** Reads values as what they are for, with words where a gate left one out. */
const reader = (values: GateResult['values'], until: number | undefined, { now = Date.now(), survey = (id) => id, timeZone }: Names) => {
  const date = (at: number, more: Intl.DateTimeFormatOptions = {}) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', ...more, ...(timeZone && { timeZone }) }).format(at)
  const number = (key: string) => (typeof values?.[key] === 'number' ? values[key] : Number.NaN)
  const known = (key: string) => values?.[key] !== undefined && values[key] !== ''
  const count = (value: number, noun: string) =>
    Number.isNaN(value) ? `some ${noun}s` : `${Math.round(value * 100) / 100} ${noun}${value === 1 ? '' : 's'}`
  return {
    known,
    number,
    text: (key: string) => (known(key) ? String(values?.[key]) : 'something else'),
    survey: (key: string) => (known(key) ? `“${survey(String(values?.[key]))}”` : 'another survey'),
    count: (key: string, noun: string) => count(number(key), noun),
    /** ` (dialog#cart)`, or nothing. */
    which: (key: string) => (known(key) ? ` (${values?.[key]})` : ''),
    /** ` on 3 May 2027`, or nothing. */
    on: (key: string) => (isTime(number(key)) ? ` on ${date(number(key))}` : ''),
    /** `today`, `12 days ago`. */
    ago: (key: string) => {
      const days = Math.floor((now - number(key)) / DAY)
      if (Number.isNaN(days)) return 'before'
      return days < 1 ? 'less than a day ago' : `${count(days, 'day')} ago`
    },
    percent: (key: string) => (known(key) ? `${Math.round(number(key) * 1000) / 10} %` : 'a share'),
    next: isTime(until) ? `; next possible ${date(until)}` : '',
    /** With the time of the day. */
    nextTime: isTime(until) ? `; next possible ${date(until, { timeStyle: 'short' })}` : '',
  }
}
type Reader = ReturnType<typeof reader>

/** Why not, by code. A code without words does not compile. */
const reasons: { readonly [Code in GateCode]: (read: Reader) => string } = {
  disabled: () => 'Switched off in the configuration ("enabled": false)',
  'not-yet': ({ on }) => `Starts${on('from') || ' later'}`,
  over: ({ on }) => `Ended${on('until')}`,
  'no-consent': ({ text, known }) =>
    `Consent is ${known('level') ? `“${text('level')}”` : 'missing'}; asking unprompted needs ${known('needs') ? `“${text('needs')}”` : 'more'} or higher`,
  audience: ({ known, text }) =>
    known('failed')
      ? `Not in the audience: it asks that ${text('failed')}${known('got') ? `, and here it is ${text('got')}` : ''}`
      : 'Not in the audience',
  'not-sampled': ({ percent, known }) =>
    `Not in the sample: ${percent('share')} of respondents are asked${known('position') ? `, and this one stands at ${percent('position')}` : ''}; the same ones until "wave" is raised`,
  'not-in-split': ({ text, percent }) =>
    `In another part of the split “${text('name')}”: ${percent('from')} to ${percent('to')} are asked, and this one stands at ${percent('position')}`,
  'off-hours': ({ text, known, nextTime }) => `Outside its hours${known('hours') ? ` (${text('hours')})` : ''}${nextTime}`,
  blackout: ({ text, known, next }) => `A blackout${known('name') ? ` (${text('name')})` : ''}: nobody is asked unprompted${next}`,
  'held-out': ({ percent }) => `Held out: ${percent('share')} of respondents are never asked, so that they can be compared`,
  'quota-full': ({ text, number }) =>
    `${number('quota') > 0 ? `All ${text('quota')} answers are` : 'Enough answers are'} in; rests until "wave" is raised`,
  'never-again': ({ on, next }) => `The visitor said${on('asked')} not to be asked again${next}`,
  snoozed: ({ ago, count, next }) => `The visitor said “later” ${ago('asked')}; waits ${count('days', 'day')}${next}`,
  elsewhere: ({ text }) => `Belongs to other pages than ${text('path')}`,
  'too-late': ({ ago }) => `It was due ${ago('due')}, and the moment has passed`,
  resting: ({ count }) => `Another question was closed less than ${count('seconds', 'second')} ago`,
  banner: ({ which }) => `A consent banner is open${which('element')}`,
  fullscreen: ({ which }) => `Something fills the screen or plays in a window of its own${which('element')}`,
  media: ({ which }) => `Something plays with sound${which('element')}`,
  frame: ({ which }) => `A frame of the page, such as that of a payment, has the focus${which('element')}`,
  error: ({ which }) => `An error is on display${which('element')}; what helps ("help": true) would be shown`,
  scrolling: () => 'The visitor is scrolling',
  landing: ({ which }) => `The first page of a visit from a search engine${which('referrer')}, on a phone`,
  'not-now': ({ which }) => `The page asks for quiet: data-peakend="quiet"${which('element')}`,
  'over-budget': ({ count, number, known }) => {
    const blocked = known('blockedMs') ? [`blocked for ${count('blockedMs', 'millisecond')}`] : []
    const moved = known('shift') ? [`moved by ${number('shift')} (layout shift)`] : []
    return `Peakend has used up what it allows itself on this page: ${[...blocked, ...moved].join(' and ') || 'blocked or moved too much'}`
  },
  'once-per': () => 'Already asked about this very thing (the same "oncePer" value)',
  once: () => 'Already asked; it shows once until "wave" is raised',
  'every-days': ({ ago, count, next }) => `Asked ${ago('asked')}; waits ${count('days', 'day')} before asking again${next}`,
  'after-dismiss-days': ({ ago, count, next }) =>
    `Dismissed after being asked ${ago('asked')}; waits ${count('days', 'day')} after a dismissal${next}`,
  'between-days': ({ ago, count, survey, next }) =>
    `Asked ${survey('other')} ${ago('asked')}; waits ${count('days', 'day')} between questions of its class${next}`,
  'per-visit': ({ count }) => `This visit has already had its ${count('limit', 'question')} of the class; the next visit may have another`,
  'weekly-cap': ({ count, next }) => `Already ${count('limit', 'question')} in ${count('days', 'day')}${next}`,
  'max-ignored': ({ count }) => `Ignored ${count('ignored', 'time')}; rests until "wave" is raised`,
  reserved: ({ survey }) => `Holds back for ${survey('for')}, which has a higher priority and is due or soon will be`,
  outranked: ({ survey }) => `${survey('by')} goes first: it has a higher priority and waits for the same moment`,
  busy: ({ survey }) => `${survey('open')} is open; one question at a time`,
  hidden: () => 'The page is in the background',
  dialog: ({ which }) => `A dialog of the page is open${which('element')}`,
  typing: ({ which }) => `The visitor is typing${which('element')}`,
  vetoed: () => 'The page said no in "beforeshow"',
  full: () => 'Too many answers wait on this device to be sent; a new one might not fit',
}

/** Why it is let through, by gate. A gate without words does not compile. */
const passes: { readonly [Gate in GateName]: string | ((read: Reader) => string) } = {
  enabled: 'Switched on.',
  window: 'Within its dates and hours.',
  consent: ({ known, text }) => (known('level') ? `Consent is “${text('level')}”, which allows it.` : 'Consent allows it.'),
  audience: 'In the audience.',
  sample: ({ known, percent }) => `In the sample${known('position') ? ` (${percent('position')} of ${percent('share')})` : ''}.`,
  quota: ({ known, text, count }) =>
    known('remaining')
      ? `Answers are still wanted: ${count('remaining', 'answer')} remaining of ${text('quota')}.`
      : `Answers are still wanted${known('quota') ? `, as far as is known here: the endpoint has not said how many of ${text('quota')} remain` : ''}.`,
  frequency: ({ known, survey, ago }) =>
    `Not asked too recently or too often${known('asked') ? `: last ${survey('other')}, ${ago('asked')}` : ''}.`,
  reserve: 'No reserved survey needs it to hold back.',
  place: 'On the right page.',
  priority: 'No survey of higher priority wants the same moment.',
  open: 'No other question is open.',
  quiet: 'The visitor is not busy.',
  budget: 'Within what Peakend allows itself on this page.',
}

const sentence = ({ gate, pass, code, values, until }: GateResult, names: Names): string => {
  const read = reader(values, until, names)
  const said = passes[gate]
  if (pass) return typeof said === 'string' ? said : said(read)
  return `${code ? reasons[code](read) : `The gate “${gate}” says no`}.`
}

/**
 * Every gate in a sentence, all of it in one, and when time alone will have opened the last of those that refuse. With what was judged it also
 * says which part of the audience fails, and when its hours begin.
 */
export const explainDecision = (decision: Decision, names: Names = {}, judged?: Judged): Explanation => {
  const { now = Date.now() } = names
  const gates = decision.gates
    .map((gate) => (judged ? worked(gate, judged, now) : gate))
    .map((gate) => ({ ...gate, text: sentence(gate, names) }))
  const refusing = gates.filter(({ pass }) => !pass)
  const [first] = refusing
  const name = (names.survey ?? ((id: string) => id))(decision.survey)
  const more = refusing.length - 1
  const others = more > 0 ? ` And ${more} more ${more === 1 ? 'reason' : 'reasons'}.` : ''
  const times = refusing.flatMap(({ until }) => (isTime(until) ? until : []))
  const last = refusing.length > 0 && times.length === refusing.length ? Math.max(...times) : Infinity
  // Its window may have closed again by the time the other gates let it through.
  const next = judged && isTime(last) ? nextWindow({ survey: judged.survey, blackouts: judged.blackouts, now: last }) : last
  return {
    ...decision,
    gates,
    text: first ? `“${name}” does not show. ${first.text}${others}` : `“${name}” may show.`,
    ...(isTime(next) && { nextPossible: new Date(next).toISOString() }),
  }
}
