/** Visits in few words, and what a simulation says became of them. */
import type { Config, Survey, Trigger } from '../../../src/survey/config'
import { diaryData } from './diary'
import { type SimulateOptions, simulate } from './simulate'
import type { Visit, VisitMoment } from './visits'

export const make = (id: string, trigger: Trigger | readonly Trigger[], more: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: { id: 't', stage: 'purchase', category: 'sales' },
  trigger,
  questions: [{ id: 'q', type: 'csat', text: 'Q' }],
  ...more,
})
export const page = (at: number, name = '/'): VisitMoment => ({ at, type: 'page', name })
export const event = (at: number, name: string, props: Record<string, unknown> = {}): VisitMoment => ({ at, type: 'event', name, props })
export const quiet = (at: number, name = ''): VisitMoment => ({ at, type: 'quiet', name })
const START = Date.parse('2026-03-01T10:00:00Z')
/** A visit so many days after the first, at a level that remembers. */
export const visit = (day: number, moments: readonly VisitMoment[], more: Partial<Visit> = {}): Visit => ({
  visitor: 'anna',
  start: new Date(START + day * 864e5).toISOString(),
  end: Math.max(60, (moments.at(-1)?.at ?? 0) + 20),
  consent: 'persistent',
  reaction: 'ignored',
  moments,
  ...more,
})
/** What happened to the surveys: `12 csat shown`, `12 nps busy by csat`, by seconds since the first visit began. */
export const replay = (
  surveys: readonly Survey[],
  visits: readonly Visit[],
  config: Partial<Config> = {},
  options: SimulateOptions = {},
) => {
  const told: string[] = []
  const summary = simulate(
    { version: 1, surveys, ...config },
    { version: 1, visits },
    {
      ...options,
      onLife: (life) => {
        for (const { at, survey, shown, reason } of diaryData(life).entries) {
          const seconds = (Date.parse(at) - START) / 1000
          told.push(
            `${Math.round(seconds * 10) / 10} ${survey} ${shown ? 'shown' : `${reason?.code}${reason?.by ? ` by ${reason.by}` : ''}`}`,
          )
        }
      },
    },
  )
  return { told, summary }
}
export const told = (...args: Parameters<typeof replay>) => replay(...args).told
