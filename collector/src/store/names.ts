import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Dialect, inParts, sortedBy } from './dialect'
import { dimensionsOf, MOST_VALUES } from './dimensions'
import type { SeriesTable, Tables } from './tables'
import type { Transact } from './transact'
import type { StoredResponse } from './types'

/** The numbers that stand in a row for what many have in common. */
export interface Place {
  readonly frame: number
  readonly series: number
  readonly dims: number
  /** Its people are counted once each: as the series says, whatever a response says of itself. */
  readonly isNps: boolean
}

export interface Names {
  /**
   * Finds or gives the numbers for these responses, in transactions of their own: whatever becomes of the responses, the numbers hold. `wantedOf`:
   * which of those that are not known yet will be written at all.
   */
  learn(
    project: string,
    responses: readonly StoredResponse[],
    wantedOf: (unknown: readonly StoredResponse[]) => Promise<readonly StoredResponse[]>,
  ): Promise<(response: StoredResponse) => Place>
  /** The database may be another one by now. */
  forget(): void
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** What is the same for many. */
export type Frame = Pick<
  StoredResponse,
  'survey' | 'surveyVersion' | 'wave' | 'touchpoint' | 'instrument' | 'personas' | 'variant' | 'consent' | 'sdk' | 'test'
> & { readonly simulated?: true }
const frameOf = (response: StoredResponse): string => {
  const { survey, surveyVersion, wave, touchpoint, instrument, personas, variant, consent, sdk, test } = response
  if (typeof survey !== 'string') throw new TypeError('expected the name of a survey, got none')
  // Only where it is: what was there before is found by the same text.
  const simulated = response.simulated && ({ simulated: true } as const)
  const frame = { survey, surveyVersion, wave, touchpoint, instrument, personas, variant, consent, sdk, test, ...simulated } satisfies Frame
  return JSON.stringify(frame)
}

type FramesRow = { readonly id: number | string; readonly key: string }
type SeriesRow = FramesRow & Pick<SeriesTable, 'metric'>
type NewSeries = Omit<SeriesTable, 'id' | 'project_id' | 'key' | 'simulated'> & { readonly simulated?: number }
const seriesOf = ({ test, simulated, touchpoint, instrument, survey, wave }: StoredResponse): NewSeries => ({
  test: test ? 1 : 0,
  touchpoint: touchpoint.id,
  fingerprint: instrument.fingerprint,
  survey,
  wave,
  metric: instrument.type,
  ...(simulated && { simulated: 1 }),
})
const seriesKey = ({ test, simulated, touchpoint, fingerprint, survey, wave }: NewSeries): string =>
  JSON.stringify([test, touchpoint, fingerprint, survey, wave, ...(simulated ? [simulated] : [])])

type Series = Pick<Place, 'series' | 'isNps'>
/** What things are known by, by what they stand for, of one project. */
interface Known {
  readonly frames: Map<string, number>
  readonly series: Map<string, Series>
  readonly combinations: Map<string, number>
  readonly values: Map<string, number>
  readonly full: Map<string, number>
  hasValues: boolean
}
const MOST_KNOWN = 10_000
const MOST_PROJECTS = 200

export const createNames = (dialect: Dialect, transact: Transact): Names => {
  const projects = new Map<string, Known>()
  const knownOf = (project: string): Known => {
    const there = projects.get(project)
    // Made anew rather than emptied: others may be looking something up in it.
    if (there && there.frames.size + there.combinations.size <= MOST_KNOWN) return there
    if (projects.size >= MOST_PROJECTS) projects.clear()
    const known: Known = {
      frames: new Map(),
      series: new Map(),
      combinations: new Map(),
      values: new Map(),
      full: new Map(),
      hasValues: false,
    }
    projects.set(project, known)
    return known
  }

  /** Those that are new are inserted in one order; then all are there, whoever did it. */
  const intern = async <Table extends 'frames' | 'series', Value>(
    db: Kysely<Tables>,
    table: Table,
    project: string,
    known: Map<string, Value>,
    wanted: ReadonlyMap<string, Table extends 'frames' ? { body: string } : NewSeries>,
    kept: (row: Table extends 'frames' ? FramesRow : SeriesRow) => Value,
  ): Promise<void> => {
    const rows = [...wanted].filter(([key]) => !known.has(key)).map(([text, row]) => ({ ...row, project_id: project, key: keyOf(text) }))
    const texts = new Map([...wanted.keys()].map((text) => [keyOf(text), text]))
    for (const some of inParts(
      sortedBy(rows, ({ key }) => key),
      100,
    )) {
      for (const part of inParts(some, dialect.rowsAtOnce))
        await db
          .insertInto(table as 'series')
          .values(part as unknown as (NewSeries & { project_id: string; key: string })[])
          .onConflict((conflict) => conflict.columns(['project_id', 'key']).doNothing())
          .execute()
      const there = await db
        .selectFrom(table as 'series')
        .select(['id', 'key', ...(table === 'series' ? (['metric'] as const) : [])])
        .where('project_id', '=', project)
        .where(
          'key',
          'in',
          some.map(({ key }) => key),
        )
        .execute()
      for (const row of there) known.set(texts.get(row.key) ?? row.key, kept(row as never))
    }
  }

  const valueKey = (dimension: string, value: string): string => `${dimension} ${value}`
  const readValues = async (db: Kysely<Tables>, project: string, known: Known): Promise<void> => {
    const rows = await db.selectFrom('dim_values').select(['id', 'dimension', 'value']).where('project_id', '=', project).execute()
    known.values.clear()
    known.full.clear()
    for (const { id, dimension, value } of rows) {
      known.values.set(valueKey(dimension, value), Number(id))
      known.full.set(dimension, (known.full.get(dimension) ?? 0) + 1)
    }
    known.hasValues = true
  }
  const learnValues = async (
    db: Kysely<Tables>,
    project: string,
    known: Known,
    wanted: readonly (readonly [string, string])[],
  ): Promise<void> => {
    if (!known.hasValues) await readValues(db, project, known)
    const fresh = new Map<string, { project_id: string; dimension: string; value: string }>()
    const more = new Map<string, number>()
    for (const [dimension, value] of wanted) {
      const key = valueKey(dimension, value)
      const n = (known.full.get(dimension) ?? 0) + (more.get(dimension) ?? 0)
      if (known.values.has(key) || fresh.has(key) || n >= MOST_VALUES) continue
      fresh.set(key, { project_id: project, dimension, value })
      more.set(dimension, (more.get(dimension) ?? 0) + 1)
    }
    if (fresh.size === 0) return
    const rows = sortedBy([...fresh], ([key]) => key).map(([, row]) => row)
    for (const part of inParts(rows, dialect.rowsAtOnce))
      await db
        .insertInto('dim_values')
        .values(part)
        .onConflict((conflict) => conflict.columns(['project_id', 'dimension', 'value']).doNothing())
        .execute()
    await readValues(db, project, known)
  }

  /** All of a combination or nothing of it: its values are what it is found by. */
  const learnCombinations = async (
    db: Kysely<Tables>,
    project: string,
    known: Known,
    wanted: ReadonlyMap<string, readonly number[]>,
  ): Promise<void> => {
    const keys = [...wanted.keys()].filter((key) => !known.combinations.has(key)).sort()
    for (const part of inParts(keys, dialect.rowsAtOnce)) {
      const made = await db
        .insertInto('dims')
        .values(part.map((key) => ({ project_id: project, key })))
        .onConflict((conflict) => conflict.columns(['project_id', 'key']).doNothing())
        .returning(['id', 'key'])
        .execute()
      const pairs = made.flatMap(({ id, key }) => (wanted.get(key) ?? []).map((value) => ({ value, dims: Number(id) })))
      for (const some of inParts(pairs, dialect.rowsAtOnce)) await db.insertInto('dims_values').values(some).execute()
    }
    for (const some of inParts(keys, 100)) {
      const there = await db.selectFrom('dims').select(['id', 'key']).where('project_id', '=', project).where('key', 'in', some).execute()
      for (const { id, key } of there) known.combinations.set(key, Number(id))
    }
  }

  interface Wanted {
    readonly response: StoredResponse
    readonly frame: string
    readonly series: string
    readonly row: NewSeries
    readonly values: readonly (readonly [string, string])[]
  }

  const combinationKey = (ids: readonly number[]): string => {
    const text = ids.join(',')
    return text.length > 40 ? keyOf(text) : text
  }
  const combinationOf = (known: Known, { values }: Wanted): { readonly key: string; readonly ids: readonly number[] } => {
    const ids = values.flatMap(([dimension, value]) => known.values.get(valueKey(dimension, value)) ?? [])
    ids.sort((a, b) => a - b)
    return { key: combinationKey(ids), ids }
  }

  /** Null: something is not known yet. */
  const placeIn = (known: Known, one: Wanted): Place | null => {
    if (!known.hasValues) return null
    const ids: number[] = []
    for (const [dimension, value] of one.values) {
      const id = known.values.get(valueKey(dimension, value))
      if (id !== undefined) ids.push(id)
      else if ((known.full.get(dimension) ?? 0) < MOST_VALUES) return null
    }
    ids.sort((a, b) => a - b)
    const [frame, series] = [known.frames.get(one.frame), known.series.get(one.series)]
    const dims = known.combinations.get(combinationKey(ids))
    if (frame === undefined || series === undefined || dims === undefined) return null
    return { frame, dims, ...series }
  }

  /** In a transaction: what it finds is known once that is committed. */
  const find = async (db: Kysely<Tables>, project: string, known: Known, missing: readonly Wanted[]): Promise<void> => {
    await learnValues(
      db,
      project,
      known,
      missing.flatMap(({ values }) => values),
    )
    await intern(db, 'frames', project, known.frames, new Map(missing.map(({ frame }) => [frame, { body: frame }])), ({ id }) => Number(id))
    // Each statement names the same columns for all of its rows.
    for (const simulated of [undefined, 1])
      await intern(
        db,
        'series',
        project,
        known.series,
        new Map(missing.flatMap(({ series, row }) => (row.simulated === simulated ? [[series, row]] : []))),
        ({ id, metric }) => ({ series: Number(id), isNps: metric === 'nps' }),
      )
    await learnCombinations(db, project, known, new Map(missing.map((one) => combinationOf(known, one)).map(({ key, ids }) => [key, ids])))
  }
  const copyOf = (known: Known): Known => ({
    frames: new Map(known.frames),
    series: new Map(known.series),
    combinations: new Map(known.combinations),
    values: new Map(known.values),
    full: new Map(known.full),
    hasValues: known.hasValues,
  })

  return {
    async learn(project, responses, wantedOf) {
      const wanted = responses.map((response): Wanted => {
        const [body, row] = [frameOf(response), seriesOf(response)]
        return { response, frame: body, series: seriesKey(row), row, values: dimensionsOf(response) }
      })
      let known = knownOf(project)
      const found = wanted.map((one) => [one.response, placeIn(known, one)] as const)
      const unknown = wanted.filter((_, index) => found[index]?.[1] === null)
      const needed = unknown.length > 0 ? new Set(await wantedOf(unknown.map(({ response }) => response))) : new Set()
      const missing = unknown.filter(({ response }) => needed.has(response))
      if (missing.length > 0) {
        known = await transact(async (transaction) => {
          const learnt = copyOf(known)
          await find(transaction, project, learnt, missing)
          return learnt
        })
        projects.set(project, known)
      }
      const places = new Map(found)
      for (const one of unknown) places.set(one.response, placeIn(known, one))
      return (response) => {
        const place = places.get(response)
        if (!place) throw new Error('expected a number for what a response has in common with others, got none')
        return place
      }
    },
    forget: () => projects.clear(),
  }
}
