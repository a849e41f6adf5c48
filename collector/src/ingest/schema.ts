/**
 * What an event must be to be kept: the shapes of `src/survey/wire.ts`. Unknown fields are dropped, unknown question types kept (a newer SDK may
 * know more than this collector); what could poison a score or a key is refused.
 */
import { z } from 'zod'
import { COUNTS_TYPE, FORGET_TYPE, RESPONSE_TYPE } from '../../../src/survey/wire'

const name = z.string().min(1).max(200)
const text = z.string().max(4000)
/** As zod itself looks at an instant. */
export const instantPattern = z.regexes.datetime({ offset: true })
const instant = z.iso.datetime({ offset: true, error: 'an ISO 8601 instant, e.g. 2027-03-01T09:30:00.000Z' })
const whole = z.int().min(0).max(1e9)
const answer = z.union([z.number(), z.string(), z.boolean(), z.array(name).max(100)], {
  error: 'a number, a text, true or false, or a list of option ids',
})
const anything = z.record(z.string().max(200), z.unknown())

const instrument = z.object({
  fingerprint: name,
  question: name,
  type: name,
  display: name.nullable(),
  points: z.int().min(2).max(11).nullable(),
  countsFrom: z.int().min(2).max(11).optional(),
  range: z.tuple([z.number(), z.number(), z.number()]).optional(),
  orientation: z.enum(['horizontal', 'vertical']),
  labels: z.array(text).max(20),
  texts: z.record(name, text),
  // Earlier builds send none.
  types: z.record(name, name).optional(),
  locale: z.string().max(35),
  translated: z.boolean(),
  trigger: z.string().max(400),
  delaySeconds: z.number().min(0),
})

const responseData = z.object({
  project: name,
  survey: name,
  surveyVersion: z.number().int().nullable(),
  // Earlier builds send none.
  wave: z.int().min(0).max(1e9).default(1),
  instrument,
  touchpoint: z.object({ id: name, stage: name.optional(), category: name.optional(), channel: name.optional() }),
  personas: z.array(name).max(100),
  variant: name.nullable(),
  moment: z.object({ type: name, name: z.string().max(400), props: anything.optional() }),
  status: z.enum(['shown', 'seen', 'answered', 'completed', 'dismissed']),
  answers: z.record(name, answer),
  respondent: z.object({ id: name, kind: z.enum(['page', 'session', 'device', 'user']) }),
  context: anything,
  consent: z.enum(['none', 'session', 'persistent']),
  test: z.boolean(),
  // Only sample data has it.
  simulated: z.literal(true).optional(),
  sdk: z.string().max(100),
  createdAt: instant,
  sentAt: instant,
  // An age that is none is no reason to lose an answer: the two clocks tell it less well.
  ageMs: z.number().min(0).optional().catch(undefined),
})

const countsData = z.object({
  project: name,
  simulated: z.literal(true).optional(),
  counts: z
    .array(
      z.object({ survey: name, day: z.iso.date({ error: 'a day, e.g. 2027-03-01' }), triggered: whole, eligible: whole, sampled: whole }),
    )
    .max(2000),
})

const forgetData = z.object({ project: name, respondents: z.array(name).min(1).max(100) })

const envelope = {
  specversion: z.literal('1.0'),
  source: z.string().max(400),
  time: instant.optional(),
  subject: z.string().max(800).optional(),
}
const plainId = z.string().min(1).max(200)
export const responseIdPattern = /^[\w.-]{1,128}:[1-9]\d{0,8}$/
const responseId = z.string().regex(responseIdPattern, { error: '<responseId>:<revision>, e.g. 01930f6e-7c1a-7000-8000-000000000000:2' })

/** One event of the batch, by its type. */
export const eventSchema = z.discriminatedUnion(
  'type',
  [
    z.object({ ...envelope, id: responseId, type: z.literal(RESPONSE_TYPE), data: responseData }),
    z.object({ ...envelope, id: plainId, type: z.literal(COUNTS_TYPE), data: countsData }),
    z.object({ ...envelope, id: plainId, type: z.literal(FORGET_TYPE), data: forgetData }),
  ],
  { error: (issue) => (issue.code === 'invalid_union' ? [RESPONSE_TYPE, COUNTS_TYPE, FORGET_TYPE].join(' | ') : undefined) },
)
export type ValidEvent = z.infer<typeof eventSchema>
