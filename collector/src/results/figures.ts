import { BOM, line } from '../export/csv'
import type { InstrumentReport, Report, TouchpointReport } from '../report/types'

const columns = [
  'touchpoint',
  'survey',
  'metric',
  'rule',
  'question',
  'locale',
  'instrument',
  'dimension',
  'value',
  'n',
  'score',
  'low',
  'high',
]
const more = ['shown', 'answered', 'participation', 'difference', 'difference_low', 'difference_high', 'p_holm', 'verdict']

const rowsOf = (touchpoint: TouchpointReport, one: InstrumentReport): readonly (readonly unknown[])[] => {
  const what = [touchpoint.id, one.survey, one.metric, one.rule, one.question, one.locale, one.fingerprint]
  const { shown, answered } = one.cascade
  const whole = [...what, '', '', one.n, one.score, one.interval?.[0], one.interval?.[1], shown, answered, one.participation?.rate]
  const parts = (one.breakdown?.rows ?? []).map(({ value, isRest, n, score, interval, against }) => [
    ...what,
    one.breakdown?.dimension,
    isRest ? '(others)' : (value ?? '(unknown)'),
    n,
    score,
    ...interval,
    '',
    '',
    '',
    against?.difference,
    against?.interval[0],
    against?.interval[1],
    against?.p,
    against?.verdict,
  ])
  return [whole, ...parts]
}

/** Every score of the page, and its breakdown, as a file for spreadsheets: a line each. */
export const figuresCsv = (report: Report, separator: string): string =>
  [
    BOM + line([...columns, ...more], separator),
    ...report.touchpoints.flatMap((touchpoint) =>
      touchpoint.instruments.flatMap((one) => rowsOf(touchpoint, one).map((row) => line(row, separator))),
    ),
  ].join('')
