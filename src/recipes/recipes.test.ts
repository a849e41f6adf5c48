// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asVariant } from '../gates/variant'
import { answersOf } from '../survey/check-parts'
import { reviewConfig } from '../survey/check-review'
import { compile } from '../survey/compile'
import type { Condition } from '../survey/condition'
import type { Config, EventTrigger, Question, Survey } from '../survey/config'
import { holds } from '../survey/holds'
import { mainOf } from '../survey/instrument'
import { scaleOf } from '../survey/scale'
import { vet } from '../survey/vet'
import { chatEnd, checkoutCsat, configOf, exitReason, peakEnd, postPurchase, relationshipNps } from './index'
import { recipeNames } from './names'
import { prepare } from './prepare'
import { everything } from './testing/options'
import { textsOf } from './testing/texts'
import { walk } from './testing/walk'

const configWith = (...made: ReturnType<typeof prepare>[]): Config => {
  const config = configOf(...made)
  return { ...config, privacy: { en: '/privacy', fr: '/confidentialite' } }
}

/** Something that can be answered to a question, or nothing. */
const answerTo = (question: Question): fc.Arbitrary<unknown> => {
  const { options } = question as { readonly options?: readonly { readonly id: string }[] }
  if (options) return fc.option(fc.constantFrom(...options.map(({ id }) => [id])), { nil: undefined })
  if (['nps', 'csat', 'ces', 'rating'].includes(question.type)) {
    const { min, max } = scaleOf(question as never)
    return fc.integer({ min, max })
  }
  return question.type === 'action' ? fc.constantFrom(question.action, undefined) : fc.constantFrom('Some words', undefined)
}
const answersTo = ({ questions }: Survey) =>
  fc.record(
    Object.fromEntries(
      answersOf(questions).map((key) => {
        const question = questions.find(({ id }) => id === key)
        return [key, question ? answerTo(question) : fc.constantFrom('a@example.com', undefined)]
      }),
    ),
  )

describe.each(recipeNames)('%s', (name) => {
  const bare = prepare(name, {})
  const full = prepare(name, everything[name])

  test('as it is: not an error, not a piece of advice', () => {
    expect(reviewConfig(configWith(bare), 0)).toEqual([])
  })
  test('with everything it can say: not an error, and no advice but how much is asked', () => {
    expect(reviewConfig(configWith(full), 0).filter(({ code }) => code !== 'too-many')).toEqual([])
  })
  test.each(['en', 'fr'])('whoever reads %s reads nothing else', (language) => {
    for (const { survey } of [bare, full]) {
      const other = language === 'en' ? 'fr' : 'en'
      const alone = JSON.parse(JSON.stringify(survey), (_, value) =>
        value?.[language] && value[other] ? { [language]: value[language] } : value,
      )
      const problems = reviewConfig({ ...configWith(full), surveys: [alone], privacy: '/privacy' }, 0)
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(textsOf(survey).length).toBeGreaterThan(5)
    }
  })
  test('is armed and asked as the page does it, and every path through it ends', () => {
    for (const made of [bare, full]) {
      const config = configWith(made)
      const [survey] = config.surveys as [Survey]
      compile(survey, config, () => {})
      vet(survey, config.personas ?? [])
      for (const way of [survey, ...(survey.variants ?? []).map((variant) => asVariant(survey, variant))])
        fc.assert(
          fc.property(answersTo(way), fc.constantFrom('human', 'bot'), (answers, answered_by) => {
            const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined))
            const { end } = walk(way, given, { answered_by })
            expect(survey.endings?.map(({ id }) => id)).toContain(end)
          }),
          { numRuns: 300 },
        )
    }
  })
  test('says its version, its touchpoint and why it asks', () => {
    expect(bare.survey).toMatchObject({ id: name, version: 1, touchpoint: { stage: expect.any(String), category: expect.any(String) } })
    expect(textsOf(bare.survey.why)).toHaveLength(1)
  })
  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(full))).toEqual(full)
  })
})

describe('what they know', () => {
  const idsOf = ({ survey }: { survey: Survey }) => survey.questions.map(({ id }) => id)

  test('a doubt the shop can answer is answered, others lead to help', () => {
    const { survey } = postPurchase({ facts: { productGuideUrl: '/guide' } })
    const path = (doubt: string, after?: number) => walk(survey, { sure: 2, doubt: [doubt], ...(after && { 'sure-after': after }) })
    expect(path('product', 5)).toEqual({ passed: ['sure', 'doubt', 'answer-product', 'sure-after'], end: 'reassured' })
    expect(path('product', 2).passed.at(-1)).toBe('help')
    expect(path('fit').passed).toEqual(['sure', 'doubt', 'help'])
    expect(path('none')).toEqual({ passed: ['sure', 'doubt'], end: 'noted' })
    expect(walk(survey, { sure: 4 })).toEqual({ passed: ['sure'], end: 'sure' })
  })
  test('a tenth is asked again before the answer is read; everybody reads it, and is thanked and helped alike', () => {
    const { survey } = postPurchase({ facts: { productGuideUrl: '/guide' } })
    const [first, heldOut] = survey.variants ?? []
    expect([first, heldOut]).toMatchObject([
      { id: 'answer-first', weight: 0.9 },
      { id: 'held-out', weight: 0.1, holdout: true },
    ])
    expect(survey.holdout).toBeUndefined()
    const [told, asked] = [first, heldOut].map((variant) => asVariant(survey, variant))
    const path = (answers: object) => [told, asked].map((way) => way && walk(way, { ...answers }))
    expect(path({ sure: 2, doubt: ['product'], 'sure-after': 4 })).toEqual([
      { passed: ['sure', 'doubt', 'answer-product', 'sure-after'], end: 'reassured' },
      { passed: ['sure', 'doubt', 'sure-after', 'answer-product'], end: 'reassured' },
    ])
    for (const answers of [{ sure: 5 }, { sure: 2, doubt: ['fit'] }, { sure: 1, doubt: ['product'], 'sure-after': 1 }]) {
      const [one, other] = path(answers)
      expect([other?.passed.toSorted(), other?.end]).toEqual([one?.passed.toSorted(), one?.end])
    }
    // The same question is the instrument of both: one score, and one shift.
    expect(mainOf(asked ?? survey)).toEqual(mainOf(survey))
  })
  test('nobody is held out where nothing is answered, or none is wanted', () => {
    expect(postPurchase().survey.variants).toBeUndefined()
    expect(postPurchase({ holdout: 0, facts: { productGuideUrl: '/guide' } }).survey.variants).toBeUndefined()
  })
  test('first purchases alone are asked about, or orders from a total on; the persona comes along', () => {
    expect(postPurchase().survey.audience).toEqual({ persona: 'first-time-buyer' })
    expect(postPurchase({ minTotal: 80 }).survey.audience).toEqual({ any: [{ persona: 'first-time-buyer' }, { prop: 'total', gte: 80 }] })
    expect(configOf(postPurchase(), postPurchase()).personas).toHaveLength(1)
  })
  test('a legal exception is named instead of days', () => {
    const { survey } = postPurchase({ facts: { returnException: 'Made to measure: it cannot be returned.', returnsUrl: '/returns' } })
    expect(survey.questions.find(({ id }) => id === 'answer-returns')?.text).toBe('Made to measure: it cannot be returned.')
  })
  test('effort is agreement of seven: who disagrees is asked what got in the way', () => {
    const { survey } = checkoutCsat({ measure: 'effort' })
    expect(survey.questions[0]).toMatchObject({ id: 'ces', type: 'ces' })
    expect(walk(survey, { ces: 3 }).passed).toEqual(['ces', 'obstacle', 'comment', 'help'])
    expect(walk(survey, { ces: 4 })).toEqual({ passed: ['ces', 'comment-middling'], end: 'default' })
    expect(walk(survey, { ces: 5 })).toEqual({ passed: ['ces'], end: 'default' })
  })
  test('of a bot it is said that it was one, and that somebody wanted a person', () => {
    const bot = chatEnd({ bot: true }).survey
    expect(bot.id).toBe('chat-end-bot')
    expect(bot.questions[0]?.text).toMatchObject({ en: expect.stringContaining('automated assistant') })
    expect(idsOf({ survey: bot })).not.toContain('obstacle')
    const any = chatEnd().survey
    expect(walk(any, { csat: 1 }, { answered_by: 'bot' }).passed).toContain('obstacle-bot')
    expect(walk(any, { csat: 1 }, { answered_by: 'human' }).passed).toContain('obstacle')
  })
  test('after a chat: the score, then whether it is resolved', () => {
    const { survey } = chatEnd({ firstContact: true })
    expect(walk(survey, { csat: 5, resolved: ['yes'] })).toEqual({ passed: ['csat', 'resolved', 'first-contact'], end: 'default' })
    expect(walk(survey, { csat: 5, resolved: ['yes'] }, { contact_number: 1 }).passed).toEqual(['csat', 'resolved'])
    expect(walk(survey, { csat: 5, resolved: ['no'] }, { contact_number: 1 })).toEqual({
      passed: ['csat', 'resolved', 'obstacle', 'help'],
      end: 'low',
    })
  })
  test('a promise is the last word only where it was given', () => {
    const kept = checkoutCsat({ facts: { callbackPromise: 'today before 6 pm' } }).survey
    const answers = { csat: 1, help: ['phone'], 'help-phone': 'callback' }
    expect(walk(kept, answers).end).toBe('help-phone-done')
    expect(textsOf(kept.endings).map(({ en }) => en)).toContain('Understood. A member of our team will call you today before 6 pm.')
    expect(walk(checkoutCsat().survey, answers).end).toBe('low')
    expect(walk(kept, { csat: 1, help: ['phone'] }).end).toBe('low')
  })
  test('the button that asks for a call has a name of its own: the card’s is called Send', () => {
    const labels = checkoutCsat().survey.questions.flatMap((one) => (one.type === 'action' ? [one.label] : []))
    expect(labels).toEqual([{ en: 'Call me back', fr: 'Rappelez-moi' }])
  })
  test('a chat is offered only where there is one, and help where somebody attends to it', () => {
    expect(idsOf(checkoutCsat())).not.toContain('help-now')
    expect(idsOf(checkoutCsat({ facts: { chatUrl: '/chat' } }))).toContain('help-now')
    expect(idsOf(checkoutCsat({ help: [] }))).toEqual(['csat', 'obstacle', 'comment', 'comment-middling'])
  })
  test('promoters are offered what there is; detractors a way back, in words that fit the score', () => {
    const { survey } = relationshipNps({ brand: 'Lune', facts: { referralCode: 'LUNE10', referralTerms: '10 € each.' } })
    expect(walk(survey, { nps: 10, ambassador: ['referral'] })).toEqual({
      passed: ['nps', 'reason', 'ambassador', 'ambassador-referral'],
      end: 'promoter',
    })
    expect(walk(survey, { nps: 7 }).passed).toEqual(['nps', 'reason', 'improve'])
    expect(walk(survey, { nps: 5 })).toEqual({ passed: ['nps', 'reason', 'recovery'], end: 'detractor' })
    expect(walk(survey, { nps: 2 }).passed).toEqual(['nps', 'reason', 'recovery-very-low'])
  })
  test('the reason for leaving leads to the shop’s answer, to what is missing, or out', () => {
    const { survey } = exitReason({ facts: { deliveryCost: 'free' } })
    expect(walk(survey, { reason: ['fees'] })).toEqual({ passed: ['reason', 'answer-fees'], end: 'default' })
    expect(walk(survey, { reason: ['info'] }).passed).toEqual(['reason', 'info', 'help'])
    expect(walk(survey, { reason: ['later'] })).toEqual({ passed: ['reason'], end: 'default' })
  })
  test('who remembers no moment in particular is asked for the end alone', () => {
    const { survey } = peakEnd()
    expect(walk(survey, { moment: 'none' }).passed).toEqual(['moment', 'end'])
    expect(walk(survey, {}).passed).toEqual(['moment', 'end'])
    expect(walk(survey, { moment: 'cart', peak: 2, end: 1 }).passed).toEqual(['moment', 'peak', 'reason', 'end', 'help'])
  })
  test('a fact in one language leaves its text in that one', () => {
    const { survey } = exitReason({ facts: { deliveryCost: { fr: 'offerte' } } })
    expect(survey.questions.find(({ id }) => id === 'answer-fees')?.text).toEqual({
      fr: 'Livraison pour ce panier\u00a0: offerte. Aucun autre frais ne s’ajoutera.',
    })
  })
  test('piping in a fact is left to the page', () => {
    const { survey } = exitReason({ facts: { deliveryEstimate: '{{prop.eta|within five days}}' } })
    expect(textsOf(survey.questions).map(({ en }) => en)).toContain(
      'If you order now, your parcel should arrive {{prop.eta|within five days}}.',
    )
  })
})

describe('a chat that ended is asked about', () => {
  const isAsked = (props: Readonly<Record<string, unknown>>, options = {}) => {
    const { trigger } = chatEnd(options).survey
    const { where } = [trigger].flat()[0] as EventTrigger
    return holds(where as Condition, (kind, name) => (kind === 'prop' ? props[name] : undefined))
  }
  const talk = { answered_by: 'human', visitor_messages: 2, replies: 1 }

  test.each([
    ['with all that can be told', talk, true],
    ['as Crisp tells it, without who answered', { visitor_messages: 3, replies: 1 }, true],
    ['as Intercom tells it, with nothing of all this', {}, true],
    ['but not that nobody answered', { ...talk, answered_by: 'nobody' }, false],
    ['nor one without a reply', { ...talk, replies: 0 }, false],
    ['nor a single message', { visitor_messages: 1 }, false],
  ])('%s', (_, props, expected) => {
    expect(isAsked(props)).toBe(expected)
    expect(isAsked(props, { bot: false })).toBe(expected)
  })

  test('as a bot’s only where it is known to be one', () => {
    expect(isAsked({ ...talk, answered_by: 'bot' }, { bot: true })).toBe(true)
    expect(isAsked({ visitor_messages: 3, replies: 1 }, { bot: true })).toBe(false)
    expect(isAsked(talk, { bot: true })).toBe(false)
  })
})
