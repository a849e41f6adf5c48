import type { Config } from '../../../src/survey/config'
import type { Store } from '../store'
import { cascadeOf } from './instrument'

const QUIET_MS = 30 * 24 * 3600 * 1000

/** A survey that is on and has gone quiet. */
export interface StaleSurvey {
  readonly survey: string
  /** When it was last shown; null: never. */
  readonly lastAt: string | null
  /** Showings of the last 30 days, where nobody answered any of them; 0: there were none. */
  readonly unanswered: number
}

const isOn = ({ enabled, from, until }: Config['surveys'][number], now: number): boolean =>
  enabled !== false && !(from && Date.parse(from) > now) && !(until && Date.parse(until) <= now)

/** Surveys that should be asking: shown to nobody for 30 days, or to some and answered by none. A few showings prove nothing. */
const LEAST_SHOWINGS = 10

/** Those that are on and within their dates, and still hear nothing; of a project that has been heard for 30 days. */
export const staleSurveys = async (store: Store, project: string, config: Config | null, now: number): Promise<readonly StaleSurvey[]> => {
  const surveys = (config?.surveys ?? []).filter((survey) => isOn(survey, now))
  if (surveys.length === 0) return []
  const real = { project, test: false } as const
  const recent = { ...real, since: new Date(now - QUIET_MS).toISOString() }
  const [used, usedLately, showings] = await Promise.all([store.instruments(real), store.instruments(recent), store.showings(recent)])
  // Who began less than 30 days ago has nothing yet that could have gone quiet.
  const isYoung = !used.some(({ first }) => first < recent.since)
  return surveys.flatMap(({ id }): StaleSurvey[] => {
    const lastAt =
      used
        .filter(({ survey }) => survey === id)
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? null
    if (lastAt === null && isYoung) return []
    if (lastAt === null || lastAt < recent.since) return [{ survey: id, lastAt, unanswered: 0 }]
    const mine = usedLately.filter(({ survey }) => survey === id)
    const { shown, answered } = cascadeOf(
      showings.filter((one) =>
        mine.some(({ touchpoint, instrument }) => touchpoint.id === one.touchpoint && instrument.fingerprint === one.fingerprint),
      ),
    )
    return answered === 0 && shown >= LEAST_SHOWINGS ? [{ survey: id, lastAt, unanswered: shown }] : []
  })
}
