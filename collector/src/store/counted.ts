import { createHash } from 'node:crypto'
import { isContact } from '../../../src/survey/contact'
import { isFreeText, type TypeOf } from '../../../src/survey/free-text'
import type { Answers, Instrument } from '../../../src/survey/wire'
import { dateOf } from './clock'
import type { ResponsesTable, RollupTable } from './tables'

/** What rollups count by. */
export const kinds = { status: 1, score: 2, choice: 3, people: 4, taps: 5 } as const

/** Keys of an index have an end; a hash stands for what is longer. */
const LONGEST = 200
const keyed = (text: string): Pick<RollupTable, 'value' | 'body'> =>
  text.length <= LONGEST ? { value: text, body: null } : { value: `#${createHash('sha256').update(text).digest('base64url')}`, body: text }

/** The answers without what somebody wrote: those are no more alike than their writers, and no count needs them. */
export const tapsOf = (answers: Answers, { types }: Pick<Instrument, 'types'>): Answers => {
  const typeOf: TypeOf = (question) => (types && Object.hasOwn(types, question) ? types[question] : undefined)
  return Object.fromEntries(
    Object.entries(answers).filter(([key, answer]) => {
      const type = typeOf(key.split('.')[0] ?? '')
      if (type === 'text.number' && !key.includes('.')) return true
      // Earlier builds do not say what an answer is: days and numbers are counted, and whatever is no text.
      if (type === undefined) return typeof answer !== 'string' || /^(\d{4}-\d\d-\d\d|-?\d{1,12}(\.\d+)?)$/.test(answer)
      return !isFreeText(key, typeOf) && !isContact(key, typeOf)
    }),
  )
}

export const isAnswered = (status: string): boolean => status === 'answered' || status === 'completed'
export const isUnrecognised = (kind: string): boolean => kind === 'page' || kind === 'session'

/** As much of a row as it is counted by. */
export type CountedRow = Pick<ResponsesTable, 'series' | 'day' | 'status' | 'score' | 'choice' | 'taps' | 'respondent_kind' | 'next_day'>
export const countedColumns = ['series', 'day', 'status', 'score', 'choice', 'taps', 'respondent_kind', 'next_day'] as const

type Counted = Omit<RollupTable, 'n' | 'unrecognised'>

/** A score and, where the person answered again, on which day. */
const peopleKey = (score: number, next: number | null): string => (next === null ? String(score) : `${score} ${dateOf(next)}`)

/** Everything one row counts in. */
const countsOf = ({ series, day, ...row }: CountedRow, isNps: boolean): readonly Counted[] => {
  const counted: Counted[] = [{ series, day, kind: kinds.status, value: row.status, body: null }]
  if (row.score !== null) counted.push({ series, day, kind: kinds.score, value: String(row.score), body: null })
  if (row.score !== null && isNps) counted.push({ series, day, kind: kinds.people, value: peopleKey(row.score, row.next_day), body: null })
  if (row.choice !== null) counted.push({ series, day, kind: kinds.choice, ...keyed(row.choice) })
  if (row.taps !== null && isAnswered(row.status)) counted.push({ series, day, kind: kinds.taps, ...keyed(row.taps) })
  return counted
}

/** What a transaction changes in the rollups, added up: each is written once, however many rows counted in it. */
export interface Ledger {
  add(row: CountedRow, isNps: boolean, times: 1 | -1): void
  /** In the order of their keys. */
  changes(): RollupTable[]
}

export const createLedger = (): Ledger => {
  const changes = new Map<string, RollupTable>()
  return {
    add(row, isNps, times) {
      for (const one of countsOf(row, isNps)) {
        const key = `${one.series} ${one.kind} ${one.day} ${one.value}`
        const change = changes.get(key) ?? { ...one, n: 0, unrecognised: 0 }
        change.n += times
        if (isUnrecognised(row.respondent_kind)) change.unrecognised += times
        changes.set(key, change)
      }
    },
    changes: () =>
      [...changes]
        .filter(([, { n, unrecognised }]) => n !== 0 || unrecognised !== 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, change]) => change),
  }
}
