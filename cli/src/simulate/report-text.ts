/** A simulation for people, on 80 columns. */
import { reasonWords } from './reason-words'
import type { Simulation } from './simulate'
import type { SurveySummary } from './summary'

const WIDTH = 80
const BAR = 34
/** Reasons told one by one; the others together. */
const REASONS = 4

const number = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits })
const percent = (part: number, of: number): string => (of ? `${number((100 * part) / of, of > 1000 ? 1 : 0)} %` : '–')
const plural = (count: number, one: string, many = `${one}s`): string => `${number(count, 1)} ${count === 1 ? one : many}`
const people = (count: number) => plural(count, 'person', 'people')

/** Eighths of a block: a bar that is exact to an eighth of a letter. */
const bar = (share: number): string => {
  const eighths = Math.round(share * BAR * 8)
  const rest = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? ''
  return ('█'.repeat(Math.floor(eighths / 8)) + rest || (share > 0 ? '▏' : '')).padEnd(BAR)
}
/** A line with its name in the first column; further lines stand below the first. */
const row = (name: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `  ${(index ? '' : name).padEnd(11)}${line}`)

const precisionLines = ({ precision, answersPerMonth, answered }: SurveySummary): readonly string[] => {
  if (!precision) return [`${plural(answersPerMonth, 'answer')} a month`]
  const { halfWidthOfMonth, limit, needed, daysUntilEnough, metric } = precision
  if (!answered || halfWidthOfMonth === null || daysUntilEnough === null) return ['none, and so no score']
  const unit = metric === 'rating' ? '' : ' points'
  const digits = metric === 'rating' ? 2 : 0
  return [
    `${plural(answersPerMonth, 'answer')} a month: ±${number(halfWidthOfMonth, digits)}${unit} after a month`,
    `±${number(limit, digits)}${unit} takes ${number(needed)} answers: about ${plural(daysUntilEnough, 'day')}`,
  ]
}

const reasonLines = ({ reasons }: SurveySummary): readonly string[] => {
  const rest = reasons.slice(REASONS)
  const times = rest.reduce((sum, reason) => sum + reason.times, 0)
  return [
    ...reasons
      .slice(0, REASONS)
      .map((reason) => `${number(reason.times).padStart(7)} × ${reasonWords[reason.code]} (${people(reason.people)})`),
    ...(rest[0] ? [`${number(times).padStart(7)} × ${plural(rest.length, 'other reason')}`] : []),
  ]
}

const surveyLines = (survey: SurveySummary): readonly string[] => {
  const { triggered, people: who, sample, starvedBy, showingsPerPerson: spread } = survey
  const head = `${survey.id}  (${survey.class})`
  if (!triggered)
    return [
      head,
      ...row('', [
        survey.calledOff || survey.waiting
          ? 'Called for, and called off or still waiting.'
          : survey.opened
            ? 'Only the visitor or the page opens it: that is not simulated.'
            : 'Nothing in these visits calls for it.',
      ]),
    ]
  const stages = ['triggered', 'eligible', 'sampled', 'shown', 'answered'] as const
  return [
    head,
    ...stages.flatMap((stage) => row(stage, [`${bar(survey[stage] / triggered)} ${number(survey[stage]).padStart(9)}`])),
    ...row('answers', precisionLines(survey)),
    ...row('people', [
      `${number(who.shown)} of ${number(who.due)} who were due were shown it (${percent(who.shown, who.due)})`,
      ...(who.shown ? [`${number(spread.mean, 2)} times on average, at most ${plural(spread.max, 'time')}`] : []),
    ]),
    ...(sample
      ? row('sample', [
          `${percent(sample.actual * sample.respondents, sample.respondents)} of ${number(sample.respondents)} eligible; ${number(sample.configured * 100, 1)} % configured`,
          sample.changed ? `${people(sample.changed)} in it at one time and not at another` : 'the same people each time',
        ])
      : []),
    ...row('not shown', reasonLines(survey)),
    ...(who.starved
      ? row('starved', [
          `${people(who.starved)} due and never reached because of`,
          ...starvedBy.map((other) => `${number(other.people).padStart(7)} × ${other.survey}`),
        ])
      : []),
    ...(survey.doubled ? row('doubled', [`${plural(survey.doubled, 'time')} called for again while it waited`]) : []),
    ...(survey.calledOff ? row('called off', [plural(survey.calledOff, 'time')]) : []),
    ...(survey.waiting ? row('waiting', [`${plural(survey.waiting, 'time')}, when the visitor was last seen`]) : []),
  ]
}

/** What was expected; on two lines where one is too short. */
const expectationLines = ({ expectations }: Pick<Simulation, 'expectations'>): readonly string[] =>
  expectations.flatMap(({ path, expected, got, met }) => {
    const [name, said] = [`  ${met ? '✓' : '✗'} ${path}:`, `expected ${expected}, got ${got}`]
    return name.length + said.length < WIDTH ? [`${name} ${said}`] : [name, `      ${said}`]
  })

export const reportText = (simulation: Simulation): string => {
  const { from, until, days, people: all, surveys } = simulation
  const expectations = expectationLines(simulation)
  const unmet = simulation.expectations.filter(({ met }) => !met).length
  return `${[
    [
      `${people(all.total)}, ${plural(all.visits, 'visit')}, ${from.slice(0, 10)} to ${until.slice(0, 10)} (${plural(Math.round(days), 'day')})`,
      `${number(all.asked)} of them (${percent(all.asked, all.total)}) are asked something: at most ${plural(all.showings.max, 'time')},`,
      `and at most ${plural(all.showingsPer30Days.max, 'time')} in any 30 days${
        // Of few people it says nothing that the most does not.
        all.total < 100 ? '.' : `; 99 in 100 people at most ${plural(all.showings.p99, 'time')}.`
      }`,
    ],
    ...surveys.map(surveyLines),
    ...(expectations[0]
      ? [
          [
            unmet ? `${unmet} of ${plural(simulation.expectations.length, 'expectation')} not met` : 'Every expectation is met',
            ...expectations,
          ],
        ]
      : []),
  ]
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`
}
