/**
 * Visits as they are recorded or generated: plain JSON. Everything the page would have noticed of a visit, and nothing the page would have
 * decided: that is what the simulator is for.
 */
import { parseJson } from '../../../src/survey/check-json'
import { createReport, either, isObject, members, type Path, type Problem, type Report, show } from '../../../src/survey/check-words'
import type { ConsentLevel } from '../../../src/survey/wire'
import { checkExpectations, type Expectations } from './expectations'
import { checkKeys, isCount, isInstant, isZone, type Shape } from './shape'

/** What became of a showing. `snoozed`: “ask me later”; `never`: “do not ask me again”. */
export const reactions = ['answered', 'dismissed', 'ignored', 'snoozed', 'never'] as const
export type Reaction = (typeof reactions)[number]

/** What the page notices by itself or is told. */
export const momentTypes = [
  'page',
  'event',
  'click',
  'visible',
  'scroll',
  'exit',
  'dwell',
  'idle',
  'friction',
  'identify',
  'quiet',
] as const
export type VisitMomentType = (typeof momentTypes)[number]

export interface VisitMoment {
  /** Seconds since the visit began. */
  readonly at: number
  readonly type: VisitMomentType
  /**
   * `page`: path with query and fragment. `event`: its name. `click`, `visible`: the selector. `scroll`: `50 %`, and ` of <selector>` where it
   * is not the page. `exit`: `exit`. `dwell`, `idle`: `30 s`. `friction`: its kind. `quiet`: why it is not a quiet moment, by the code of the gate
   * (`typing`, `dialog`, …), and empty when it is one again. `identify`: empty.
   */
  readonly name: string
  /** `event`: its properties. `identify`: traits, added to those that were there. */
  readonly props?: Readonly<Record<string, unknown>>
}

export interface Visit {
  /** Who: the same text, the same person on the same device. */
  readonly visitor: string
  /** When it began: an ISO 8601 instant, in true time. */
  readonly start: string
  /** Seconds it lasted. */
  readonly end: number
  readonly consent: ConsentLevel
  readonly traits?: Readonly<Record<string, unknown>>
  /** What conditions call `context`: `device`, `language`, `referrer`, `viewport.width`, and what the page passes. Path, query and number of visits are known from the visits themselves. */
  readonly context?: Readonly<Record<string, unknown>>
  /** The visitor's own, IANA name. Default: UTC. */
  readonly timeZone?: string
  /** Seconds that the device's clock is ahead of true time; below 0: behind. Default 0. */
  readonly clockOffsetSeconds?: number
  /** In the order of time. */
  readonly moments: readonly VisitMoment[]
  /** What becomes of each question shown in this visit. Default: drawn by the assumed participation. */
  readonly reaction?: Reaction
}

/** A file of visits. */
export interface Recording {
  readonly version: 1
  readonly visits: readonly Visit[]
  /** What has to hold: see `expectations.ts`. */
  readonly expect?: Expectations
}

const levels: readonly ConsentLevel[] = ['none', 'session', 'persistent']
const visitShape: Shape = {
  visitor: ['a text that tells visitors apart', (value) => typeof value === 'string' && value !== ''],
  start: ['an instant like "2026-11-22T10:00:00Z"', isInstant],
  end: ['the seconds it lasted, 0 or more', isCount],
  consent: [either(levels), (value) => levels.includes(value as ConsentLevel)],
  '?traits': ['an object', isObject],
  '?context': ['an object', isObject],
  '?timeZone': ['an IANA time zone like "Europe/Paris"', isZone],
  '?clockOffsetSeconds': ['a number of seconds', (value) => Number.isFinite(value)],
  moments: ['a list', Array.isArray],
  '?reaction': [either(reactions), (value) => reactions.includes(value as Reaction)],
}
const momentShape: Shape = {
  at: ['the seconds since the visit began, 0 or more', isCount],
  type: [either(momentTypes), (value) => momentTypes.includes(value as VisitMomentType)],
  name: ['a text', (value) => typeof value === 'string'],
  '?props': ['an object', isObject],
}

const checkVisit = (visit: unknown, path: Path, report: Report): void => {
  checkKeys(visitShape, visit, path, report)
  if (!isObject(visit)) return
  const { end } = visit
  let before = 0
  for (const [index, moment] of members(visit.moments).entries()) {
    const at = [...path, 'moments', index]
    if (!checkKeys(momentShape, moment, at, report)) continue
    const seconds = moment.at as number // just seen to be one
    if (seconds < before) report([...at, 'at'], 'wrong-order', `${before} or more: moments are in the order of time`, `${seconds}`)
    if (isCount(end) && seconds > end) report([...at, 'at'], 'after-end', `${end} or less, where the visit ends`, `${seconds}`)
    before = Math.max(before, seconds)
  }
}

/** More than so many would help nobody. */
const MAX_PROBLEMS = 20

/** Everything that is wrong with a file of visits, each with its path, what was expected and what is there. */
export const checkVisits = (input: unknown): readonly Problem[] => {
  const { problems, report } = createReport('visits')
  if (!isObject(input)) report([], 'wrong-type', 'an object with "version" and "visits"', show(input))
  else {
    if (input.version !== 1) report(['version'], 'version', '1', show(input.version))
    if (!Array.isArray(input.visits)) report(['visits'], 'wrong-type', 'a list of visits', show(input.visits))
    for (const [index, visit] of members(input.visits).entries())
      if (problems.length < MAX_PROBLEMS) checkVisit(visit, ['visits', index], report)
    if (input.expect !== undefined) checkExpectations(input.expect, ['expect'], report)
    for (const key of Object.keys(input))
      if (!/^(\$schema|version|visits|expect|notes)$/.test(key)) report([key], 'unknown-key', 'version, visits or expect', show(key))
  }
  return problems.slice(0, MAX_PROBLEMS)
}

/** Reads a file of visits: those that are right, or what is wrong. */
export const parseVisits = (text: string): { readonly recording: Recording } | { readonly problems: readonly Problem[] } => {
  const read = parseJson(text)
  if ('problem' in read) return { problems: [read.problem] }
  const problems = checkVisits(read.value)
  return problems[0] ? { problems } : { recording: read.value as Recording } // every key has been looked at
}
