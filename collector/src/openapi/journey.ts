import type { Schema } from './parts'

const text = { type: 'string' }
const named = { type: ['string', 'null'] }
const count = { type: 'integer', minimum: 0 }
const score = { type: ['number', 'null'] }
const interval = { type: ['array', 'null'], items: { type: 'number' }, minItems: 2, maxItems: 2, description: '95 %, sampling only.' }
const object = (properties: Readonly<Record<string, Schema>>, change: Schema = {}): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  ...change,
})
const list = (items: Schema, description?: string): Schema => ({ type: 'array', items, ...(description && { description }) })
const hearing = { enum: ['heard', 'waiting', 'unasked'], description: 'Somebody answered · a survey is on · nobody asks there.' }
const precision = { enum: ['few', 'wide', 'enough'], description: 'Only `enough` is drawn.' }
const figure = object({ n: count, score, interval, precision }, { type: ['object', 'null'] })

const point = object({
  fingerprint: text,
  survey: text,
  metric: { enum: ['nps', 'csat', 'ces', 'rating'] },
  rule: { ...text, description: 'Only points of one rule stand on one scale.' },
  n: count,
  score: { ...score, description: 'Null below ten answers.' },
  interval,
  precision,
  extreme: {
    enum: ['highest', 'lowest', null],
    description: 'Above or below all others of its rule, where no interval touches another.',
  },
})
const place = object({
  id: text,
  stage: named,
  category: named,
  truth: { type: 'boolean' },
  hearing,
  target: { type: ['object', 'null'] },
  belief: object(
    { value: { type: 'number' }, n: { type: ['integer', 'null'] }, at: named },
    { type: ['object', 'null'], description: 'What staff expected.' },
  ),
  points: list(point),
  link: object(
    { verdict: { enum: ['together', 'opposite', 'unclear', 'few'] }, n: count, r: score, interval, p: score },
    {
      type: ['object', 'null'],
      description: 'Spearman’s rank correlation with the relationship score, among people who rated both. No cause.',
    },
  ),
})
const peakEnd = object({
  survey: text,
  fingerprint: text,
  locale: text,
  named: count,
  moments: list(object({ moment: text, n: count, pleasant: count, unpleasant: count }), 'Named by five people or more.'),
  rest: count,
  peak: figure,
  end: figure,
})

const moved = object({
  variant: text,
  asked: { ...count, description: 'Who came as far as the question that asks again.' },
  again: { ...count, description: 'Of these, who answered it.' },
  moved: { ...score, description: 'The mean they moved, on the scale. Null below ten.' },
})
const recovered = object({ people: count, again: count, score, interval })

/** The map of a report. */
export const journeyMap: Schema = object(
  {
    places: list(place, 'Every touchpoint in the order of the journey, asked at or not.'),
    lines: list(
      object({ rule: text, points: list(object({ touchpoint: text, fingerprint: text })) }),
      'Points that are one question asked in the same way: the only ones that are joined.',
    ),
    relationship: { ...named, description: 'The touchpoint whose score the others are linked with.' },
    same: object({ touchpoint: text, people: count, isPart: { type: 'boolean' } }, { type: ['object', 'null'] }),
    peakEnds: list(peakEnd),
    shifts: list(
      object({
        touchpoint: text,
        before: text,
        after: text,
        n: count,
        difference: score,
        interval,
        p: { ...score, description: 'Corrected for all shifts at once (Holm). Null below ten, and where nobody moved.' },
        verdict: { enum: ['higher', 'lower', 'unclear', 'few'] },
      }),
      'The same item before and after the shop’s answer to a doubt. No lift.',
    ),
    lifts: list(
      object({
        touchpoint: text,
        before: text,
        after: text,
        group: { ...moved, description: 'Who read the answer first.' },
        holdout: { ...moved, description: 'Who were asked again before they read it.' },
        difference: { ...score, description: 'How much further the group moved. Null below ten in either.' },
        interval,
        p: { ...score, description: 'Corrected for all lifts at once (Holm).' },
        verdict: { enum: ['higher', 'lower', 'unclear', 'few'] },
      }),
      'What the shop’s answer did: the same item asked again, after it and before it.',
    ),
    recoveries: list(object({ touchpoint: text, metric: text, accepted: recovered, others: recovered }), 'No cause.'),
    coverage: list(object({ stage: text, category: text, touchpoints: list(text), hearing }), 'Stages × categories.'),
  },
  { type: ['object', 'null'] },
)

const sure = object({ value: { type: 'number' }, interval })

/** What to mend first. */
export const priorities: Schema = object(
  {
    items: list(
      object({
        touchpoint: text,
        rule: text,
        n: count,
        score,
        interval,
        yardstick: object({ kind: { enum: ['target', 'best'] }, value: { type: 'number' } }),
        shortfall: { ...sure, description: 'In percent of the scale.' },
        occurrences: count,
        importance: { type: ['number', 'null'] },
        impact: { ...sure, description: 'The highest is 100.' },
        effort: { type: ['number', 'null'] },
        rank: { type: 'integer', minimum: 1, description: 'Those whose intervals touch share one.' },
      }),
    ),
    occurrences: { enum: ['triggered', 'shown'] },
    importance: { enum: ['linked', 'equal'] },
    left: list(object({ touchpoint: text, why: { enum: ['few', 'alone', 'best'] } }), 'Not ranked.'),
  },
  { type: ['object', 'null'] },
)
