import type { MeasuredMetric } from '../metrics'
import type { Hearing, Link, MapPoint } from '../report/map-types'

/** The words of the map of the journey. Those that stand in the drawing are short. */
export interface JourneyWords {
  readonly title: string
  /** Where there is no point to draw. */
  readonly empty: Readonly<Record<Hearing, string>>
  readonly wide: string
  readonly size: (n: string) => string
  readonly target: (value: string) => string
  readonly by: (month: string) => string
  readonly belief: (value: string) => string
  readonly believers: (n: string) => string
  readonly truth: string
  readonly extremes: Readonly<Record<NonNullable<MapPoint['extreme']>, string>>
  readonly metrics: Readonly<Record<MeasuredMetric, string>>
  /** The scale of a rule, where the metric alone does not tell two apart. */
  readonly points: (points: number) => string
  /** What the marks are. */
  readonly key: {
    readonly score: string
    readonly target: string
    readonly belief: string
    readonly line: string
    readonly truth: string
    readonly named: string
  }
  readonly left: string
  readonly apart: string
  readonly unjoined: string
  readonly others: (n: number) => string
  readonly columns: { readonly place: string; readonly score: string; readonly answers: string; readonly beside: string }
  /** `staff expected 92% (12 people, 3 May 2027)`. */
  readonly expected: (value: string) => string
  readonly expectedBy: (value: string, n: number, text: string, day: string) => string
  /** Of the same people. */
  readonly same: string
  readonly everybody: string
  readonly sameNotice: (place: string, n: number, text: string) => string
  readonly samePart: (text: string) => string
  readonly sameShow: string
  readonly sameThere: (place: string, value: string) => string
  readonly truths: string
  /** How a touchpoint goes together with the relationship score. */
  readonly link: Readonly<Record<Link['verdict'], (people: string, place: string) => string>>
  readonly people: (n: number, text: string) => string
  readonly linkFigure: (r: string, low: string, high: string) => string
  readonly linkWhy: string
  readonly noRelationship: string
  readonly named: string
  readonly namedBy: (n: number, text: string) => string
  readonly namedAs: (pleasant: string, unpleasant: string) => string
  readonly pleasant: (n: string) => string
  readonly unpleasant: (n: string) => string
  readonly namedRest: (n: number, text: string) => string
  readonly namedWhy: string
  readonly peak: string
  readonly end: string
  readonly shifts: string
  readonly shift: Readonly<Record<'higher' | 'lower' | 'unclear' | 'few', (people: string) => string>>
  readonly shiftFigure: (difference: string, low: string, high: string) => string
  readonly shiftWhy: string
  readonly lifts: string
  readonly lift: Readonly<Record<'higher' | 'lower' | 'unclear' | 'few', string>>
  readonly liftFigure: (difference: string, low: string, high: string, p: string) => string
  readonly liftGroup: Readonly<Record<'group' | 'holdout', (asked: string, again: string) => string>>
  readonly liftMoved: (mean: string) => string
  readonly liftWhy: string
  readonly recovery: string
  readonly recovered: Readonly<Record<'accepted' | 'others', (people: string, again: string) => string>>
  readonly recoveredFew: string
  readonly recoveryWhy: string
  readonly coverage: string
  readonly coverageOf: (empty: number, all: number) => string
  readonly coverageWhy: string
  readonly hearing: Readonly<Record<Hearing, string>>
  /** The whole drawing in sentences. */
  readonly spoken: (places: number) => string
  readonly spokenEmpty: (places: string) => string
}
