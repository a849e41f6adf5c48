import { Hono } from 'hono'
import { BOM, line } from '../export/csv'
import { fileHeaders } from '../export/stream'
import { type CompareWith, compareReports, earlierScope } from '../report/compare'
import { dimensionOf } from '../report/filters'
import { scopeOf } from '../report/scope'
import type { Scope } from '../store'
import { type Compared, type Comparison, comparePage } from './compare'
import { choicesOf } from './filters'
import type { Gate } from './gate'
import type { Place } from './place'
import type { ResultsOptions } from './route'

const comparisonOf = (url: string): Comparison => {
  const { searchParams } = new URL(url)
  const wanted = searchParams.get('with')
  const against: CompareWith = wanted === 'year' || wanted === 'segments' ? wanted : 'before'
  const [a, b] = [searchParams.get('a') || null, searchParams.get('b') || null]
  return { with: against, dimension: dimensionOf(searchParams.get('dimension')), a, b }
}

/** `/results/compare` and its file: two periods, or two groups. */
export const compareRoutes = ({ store, reports, config, now }: ResultsOptions, gate: Gate): Hono => {
  const app = new Hono()

  const scopesOf = (scope: Scope, { with: against, dimension, a, b }: Comparison): readonly [Scope, Scope] | null => {
    if (against !== 'segments') {
      const earlier = earlierScope(scope, against, now())
      return earlier && [scope, earlier]
    }
    if (dimension === null || a === null || b === null || a === b) return null
    const others = (scope.filters ?? []).filter((filter) => filter.dimension !== dimension)
    const of = (value: string): Scope => ({ ...scope, filters: [...others, { dimension, value }] })
    return [of(a), of(b)]
  }
  const read = async (url: string, place: Place, comparison: Comparison): Promise<Compared | null> => {
    const scopes = scopesOf(scopeOf(url, place.project, now()), comparison)
    if (scopes === null) return null
    const configuration = (await config.current(place.project))?.config ?? null
    const [first, second] = await Promise.all([
      reports.report(scopes[0], configuration, now()),
      reports.report(scopes[1], configuration, now()),
    ])
    return { first, second, rows: compareReports(first, second) }
  }

  app.get('/results/compare', (context) =>
    gate.enter(context, 'The comparison', 'read', async (view, place) => {
      const comparison = comparisonOf(context.req.url)
      const choices = choicesOf(await store.dimensions({ ...scopeOf(context.req.url, place.project, now()), filters: [] }))
      // The first dimension that has two groups, until somebody chooses.
      const dimension = comparison.dimension ?? choices.find(({ values }) => values.length > 1)?.dimension ?? null
      const compared = await read(context.req.url, place, comparison)
      return comparePage(
        view,
        place,
        { ...comparison, dimension },
        compared,
        choices,
        (await config.current(place.project))?.config ?? null,
      )
    }),
  )

  app.get('/results/compare.csv', (context) =>
    gate.enter(context, 'The file of the comparison', 'read', async (_, place) => {
      const compared = await read(context.req.url, place, comparisonOf(context.req.url))
      const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
      const columns = ['touchpoint', 'survey', 'metric', 'rule', 'question', 'locale', 'instrument']
      const sides = ['first', 'second'].flatMap((side) => ['n', 'score', 'low', 'high'].map((name) => `${side}_${name}`))
      const rows = (compared?.rows ?? []).map(({ touchpoint, first, second, tested }) => {
        const report = first ?? second
        const figures = [first, second].flatMap((one) => [one?.n ?? 0, one?.score, one?.interval?.[0], one?.interval?.[1]])
        return line(
          [
            touchpoint.id,
            report?.survey,
            report?.metric,
            report?.rule,
            report?.question,
            report?.locale,
            report?.fingerprint,
            ...figures,
            tested?.difference,
            tested?.interval[0],
            tested?.interval[1],
            tested?.p,
            tested?.verdict,
          ],
          separator,
        )
      })
      const head = line([...columns, ...sides, 'difference', 'difference_low', 'difference_high', 'p_holm', 'verdict'], separator)
      return new Response(BOM + head + rows.join(''), { headers: fileHeaders('text/csv; charset=utf-8', `${place.project}-compare.csv`) })
    }),
  )
  return app
}
