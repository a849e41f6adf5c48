import type { InstrumentReport, Report, TouchpointReport } from '../../../collector/src/report/types'
import type { Text } from '../../../src/survey/config'
import { paint } from '../paint'
import type { Io } from '../types'
import { type Language, words } from './words'

type Measured = 'nps' | 'csat' | 'ces' | 'rating'
const isMeasured = (metric: string): metric is Measured => Object.hasOwn(words.en.metrics, metric)

const BARS = '▁▂▃▄▅▆▇█'
/** As many periods as fit beside the rest. */
const MOST_PERIODS = 12
/** Less than this is no height: half a point of noise would fill the line. In the unit of the score. */
const LEAST_SPAN = { nps: 20, csat: 10, ces: 10, rating: 0.5 } as const

/** Lowest to highest of the scores that there are; a dot where there were too few answers. */
export const sparkline = (scores: readonly (number | null)[], leastSpan: number): string => {
  const there = scores.filter((score) => score !== null)
  const middle = (Math.min(...there) + Math.max(...there)) / 2
  const span = Math.max(leastSpan, Math.max(...there) - Math.min(...there))
  return scores.map((score) => (score === null ? '·' : (BARS[Math.min(7, Math.floor(((score - middle) / span + 0.5) * 8))] ?? ''))).join('')
}

const plainText = (text: Text, language: string): string =>
  typeof text === 'string' ? text : (text[language] ?? text.en ?? Object.values(text)[0] ?? '')
/** A terminal does what it reads: only what is shown gets there. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')

/** Characters that take two places, as most terminals draw them. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u
const widthOf = (text: string): number => [...text.replace(/\p{M}/gu, '')].reduce((sum, sign) => sum + (wide.test(sign) ? 2 : 1), 0)
const padded = (text: string, width: number, left: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return left ? text + space : space + text
}

/** The report as a table; plain numbers in place of the sparkline where nobody looks at it. */
export const reportText = (report: Report, language: Language, io: Pick<Io, 'isColoured' | 'isTerminal'>): string => {
  const say = words[language]
  const number = (value: number, digits: number, sign = false) =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(sign && { signDisplay: 'exceptZero' as const }),
    })
      .format(value)
      .replace(/[\u00a0\u202f]/g, ' ')
  const figure = (metric: Measured, value: number) => number(value, metric === 'rating' ? 1 : 0, metric === 'nps')
  const unit = (metric: Measured) => (metric === 'csat' || metric === 'ces' ? ' %' : '')

  const nameOf = ({ id, name }: Pick<TouchpointReport, 'id' | 'name'>) => printable(name === null ? id : plainText(name, language))
  // An older collector has no map.
  const places = report.journey?.places ?? []

  const row = (touchpoint: TouchpointReport, one: InstrumentReport, metric: Measured, first: boolean): string[] => {
    const known = one.enough && one.score !== null
    const periods = (one.trend?.periods ?? []).slice(-MOST_PERIODS).map(({ score }) => score)
    const heard = periods.filter((score) => score !== null)
    const { target, standing } = touchpoint
    const place = places.find(({ id }) => id === touchpoint.id)
    const point = place?.points.find(({ fingerprint }) => fingerprint === one.fingerprint)
    const notes = [
      known ? '' : say.tooFew(one.needed),
      first && target && standing && target.metric === metric
        ? say.target(`${figure(metric, target.value)}${unit(metric)}`, target.by, standing)
        : '',
      point?.extreme ? say.extremes[point.extreme] : '',
      first && place?.truth ? say.truth : '',
      first && place?.link ? say.link(place.link, number(place.link.n, 0), place.link.r === null ? '' : number(place.link.r, 2)) : '',
    ]
    return [
      first ? nameOf(touchpoint) : '',
      say.metrics[metric],
      known && one.score !== null ? `${figure(metric, one.score)}${unit(metric)}` : '—',
      known && one.interval ? one.interval.map((end) => figure(metric, end)).join(language === 'fr' ? ' à ' : ' to ') : '',
      number(one.n, 0),
      heard.length < 2
        ? ''
        : io.isTerminal
          ? sparkline(periods, LEAST_SPAN[metric])
          : periods.map((score) => (score === null ? '·' : figure(metric, score))).join(' '),
      notes.filter(Boolean).join('; '),
    ]
  }

  const silent = places.filter(({ hearing }) => hearing === 'unasked').map(nameOf)
  const heard = report.touchpoints.flatMap((touchpoint) => {
    const measured = touchpoint.instruments.filter(({ metric, n }) => n > 0 && isMeasured(metric))
    return measured.map((one, index) => row(touchpoint, one, one.metric as Measured, index === 0))
  })
  const day = (instant: string) => instant.slice(0, 10)
  const span = [report.since && say.since(day(report.since)), report.until && say.until(day(report.until))].filter(Boolean).join(', ')
  const title = `${printable(report.project)}, ${span || say.all}${report.test ? ` (${say.test})` : ''}: ${say.totals(number(report.shown, 0), number(report.answered, 0))}`
  // An older collector does not know of any.
  const { shown = 0, answered = 0 } = report.simulated ?? {}
  const sample = shown > 0 ? [say.sample(number(shown, 0), number(answered, 0))] : []
  const unheard = silent.length > 0 ? [say.unasked(silent.join(', '))] : []
  if (heard.length === 0) return [title, ...sample, say.nothing, ...unheard, ''].join('\n')
  const head = [say.touchpoint, say.metric, say.score, say.interval, say.answers, say.trend, '']
  const widths = head.map((name, column) => Math.max(...[head, ...heard].map((cells) => widthOf(cells[column] ?? name))))
  const numbers = [2, 3, 4]
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => padded(cell, widths[column] ?? 0, !numbers.includes(column)))
      .join('  ')
      .trimEnd()
  return [
    paint(io, 'bold', title),
    ...sample,
    '',
    paint(io, 'dim', line(head)),
    ...heard.map(line),
    ...(unheard.length > 0 ? ['', ...unheard] : []),
    '',
    paint(io, 'dim', say.legend),
    '',
  ].join('\n')
}
