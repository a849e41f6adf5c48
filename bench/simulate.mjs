import { atMost } from './report.mjs'
import { cases } from './simulated.mjs'

export const title = 'A simulated year'

/** People; each clock case has a fifth of them. */
const VISITORS = 100_000

/**
 * Nothing about time or bytes: whether what decides keeps its promises, for a hundred thousand people and a year. The same cases as the test
 * `cli/src/simulate/proof.test.ts`, which also shows that the oracle finds a rule that is broken on purpose.
 *
 * @param {import('./bench.mjs').Bench} bench
 */
export const measure = async ({ short, progress }) => {
  // As it is shipped.
  const { simulate, traffic } = await import('../dist/simulate.js')
  const visitors = short ? VISITORS / 20 : VISITORS
  const of = visitors * 2.4
  let done = 0
  const runs = cases({ simulate, traffic, visitors, onPerson: () => ++done % 1000 || progress(done, of) })
  const year = runs.year()
  const [back, forward] = [runs.back(), runs.forward()]
  const quarterly = runs.quarterly()
  progress(of, of)
  const survey = ({ summary }, id) => summary.surveys.find((one) => one.id === id)
  const nps = survey(quarterly, 'nps')
  const { sample } = survey(year, 'sampled')
  const count = (value) => value.toLocaleString('en')
  const wrong = ({ broken, lockedOut }) => ({ note: [...broken, ...lockedOut][0] })
  const row = (name, { summary, showings, most }) => [
    name,
    count(summary.people.total),
    count(summary.people.visits),
    count(showings),
    `${most}`,
  ]
  return {
    method:
      `Generated visits to a shop over 2026 in Paris, both changes of the clock included, decided by the code that is shipped: eight surveys of both classes, with a delay, a sequence, ` +
      'something 13 days later and a sample; the same with clocks set by a year on 2 July; and a reserved quarterly NPS beside two surveys that come every day. An oracle written from the ' +
      'rules, not from the gates (`bench/oracle.mjs`), looks at every list of showings.',
    head: ['', 'people', 'visits', 'showings', 'most to one person in 7 days'],
    rows: [
      row('everyday surveys', year),
      row('clocks set back by a year', back),
      row('clocks set forward by a year', forward),
      row('a quarterly NPS beside daily surveys', quarterly),
    ],
    verdicts: [
      { what: 'showings that pass a limit', ...atMost(year.broken.length + quarterly.broken.length, 0, 'showings'), ...wrong(year) },
      {
        what: 'refusals that last longer than the limits say',
        ...atMost(year.lockedOut.length + quarterly.lockedOut.length, 0, 'refusals'),
      },
      {
        what: 'floods and lock-outs by a clock set back',
        ...atMost(back.broken.length + back.lockedOut.length, 0, 'cases'),
        ...wrong(back),
      },
      {
        what: 'floods and lock-outs by a clock set forward',
        ...atMost(forward.broken.length + forward.lockedOut.length, 0, 'cases'),
        ...wrong(forward),
      },
      {
        what: 'a sample of 10 %, off by percentage points',
        // So few people are off by more, by chance alone.
        ...atMost(Math.abs(sample.actual - 0.1) * 100, short ? 2.5 : 0.5, 'points'),
        note: `${(sample.actual * 100).toFixed(2)} % of ${count(sample.respondents)}`,
      },
      { what: 'respondents in the sample at one time and not at another', ...atMost(sample.changed, 0, 'respondents') },
      {
        what: 'people due for the reserved NPS and kept from it by other surveys',
        ...atMost(nps.people.starved, 0, 'people'),
        note: `${count(nps.people.shown)} of ${count(nps.people.due)} due were asked`,
      },
    ],
  }
}
