import { z } from 'zod'

const instant = z.iso.datetime().describe('ISO 8601, UTC')

/** What a webhook gets as its body. `docs/alert.schema.json` is made of it, and a test compares the two. */
export const messageSchema = z
  .strictObject({
    type: z
      .enum(['alert.opened', 'alert.updated', 'alert.test'])
      .describe(
        '`alert.opened`: somebody should look. `alert.updated`: what you were told has changed since, once for each alert; without reasons it is no longer low. `alert.test`: a team tries the channel; nobody has answered anything',
      ),
    timestamp: instant.describe('When the alert was opened, or was last changed'),
    data: z.strictObject({
      id: z
        .string()
        .describe('Of the alert: the response’s id, or `drop:<touchpoint>:<first day of the week>`. Comes once for each channel'),
      project: z.string(),
      test: z.boolean().describe('True only in `alert.test`'),
      reasons: z
        .array(z.enum(['detractor', 'low', 'callback', 'drop']))
        .describe(
          '`detractor`: NPS 0–6. `low`: one of the two lowest points of another scale. `callback`: asks to be called or written back. `drop`: a touchpoint’s score fell',
        ),
      touchpoint: z.strictObject({ id: z.string(), name: z.string().describe('In the channel’s language, else the id') }),
      owner: z.string().nullable().describe('`owner` of the touchpoint or of the survey in the configuration'),
      survey: z.string().nullable(),
      response: z
        .strictObject({
          id: z.string(),
          revision: z.int().describe('Which revision this was made from: a retry may tell of a later one'),
          occurredAt: instant,
          question: z.string(),
          metric: z.string().describe('`nps`, `csat`, `ces`, `rating`, or the type of a question without a score'),
          score: z.number().nullable(),
          max: z.number().nullable().describe('The scale’s highest point'),
          band: z.enum(['detractor', 'passive', 'promoter', 'low', 'middle', 'high']).nullable(),
          user: z.string().nullable().describe('The id of `identify`, where the channel includes contact details'),
          comments: z
            .array(z.strictObject({ question: z.string(), text: z.string() }))
            .optional()
            .describe('Only where the channel includes comments'),
          contact: z
            .record(z.string(), z.string())
            .optional()
            .describe('By question and field, e.g. `you.email`. Only where the channel includes contact details and the visitor agreed'),
        })
        .nullable()
        .describe('Null for a drop'),
      drop: z
        .strictObject({
          metric: z.string(),
          rule: z.string().describe('How the score is counted, e.g. `top-2-of-5`'),
          week: z.iso.date().describe('First day of the week compared'),
          until: z.iso.date().describe('The day after the last one in it'),
          score: z.number(),
          n: z.int(),
          before: z.number().describe('Of the four weeks before'),
          nBefore: z.int(),
          difference: z.number(),
          interval: z.tuple([z.number(), z.number()]).describe('95 %, of the difference'),
          p: z.number(),
        })
        .nullable(),
      links: z.strictObject({ inbox: z.string(), results: z.string() }),
    }),
  })
  .describe('The body of a webhook of Peakend’s collector')
export type Message = z.infer<typeof messageSchema>

/** The same for whoever receives it: JSON Schema, as `docs/alert.schema.json` has it. */
export const messageSchemaText = (): string =>
  `${JSON.stringify({ title: 'Peakend alert', ...z.toJSONSchema(messageSchema, { target: 'draft-7' }) }, null, 2)}\n`
