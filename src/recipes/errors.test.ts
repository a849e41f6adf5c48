import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RecipeError } from './error'
import { exitReason, postPurchase, relationshipNps } from './index'
import { recipeNames } from './names'
import { expand, prepare, withoutEntries } from './prepare'

const errorOf = (run: () => unknown): Partial<RecipeError> => {
  try {
    run()
  } catch (error) {
    if (error instanceof RecipeError) return error
    throw error
  }
  throw new Error('expected a RecipeError, got none')
}

describe('what a recipe refuses', () => {
  test.each<[string, unknown, Partial<RecipeError>]>([
    ['an option that is none', { minTotl: 80 }, { path: 'minTotl', hint: 'Did you mean "minTotal"?' }],
    ['a fact that is none', { facts: { returnDay: 30 } }, { path: 'facts.returnDay', hint: 'Did you mean "returnDays"?' }],
    ['a text for a number', { minTotal: '80' }, { path: 'minTotal', expected: 'a number, 0 or more', got: '"80"' }],
    ['a share above all', { holdout: 2 }, { path: 'holdout', expected: 'a share from 0 to 1', got: '2' }],
    ['a part the wrong way round', { split: [0.5, 0] }, { path: 'split', got: '[0.5,0]' }],
    ['a way to be reached that is none', { help: ['phone', 'emial'] }, { path: 'help', got: '"emial"', hint: 'Did you mean "email"?' }],
    ['a flag in words', { trust: 'yes' }, { path: 'trust', expected: 'true or false' }],
    ['an empty fact', { facts: { trackingUrl: '' } }, { path: 'facts.trackingUrl' }],
    ['facts that are no object', { facts: [] }, { path: 'facts', expected: 'an object' }],
    ['no object at all', 'all', { path: '', expected: 'an object of options' }],
  ])('%s', (_, options, expected) => {
    const error = errorOf(() => prepare('post-purchase', options))
    expect(error).toMatchObject(expected)
    expect(error.message).toContain(`expected ${error.expected}, got ${error.got}`)
  })
  test('a name that is no recipe’s, with the nearest', () => {
    expect(errorOf(() => prepare('chat-ended', {}))).toMatchObject({ path: 'recipe', hint: 'Did you mean "chat-end"?' })
    expect(errorOf(() => prepare('constructor', {}))).toMatchObject({ path: 'recipe', hint: '' })
  })
  test.each([[7], ['7'], [{ en: '7', fr: '7' }]])('a promise to take goods back for less than the law says: %j', (returnDays) => {
    for (const recipe of [postPurchase, exitReason])
      expect(errorOf(() => recipe({ facts: { returnDays } }))).toMatchObject({
        path: 'facts.returnDays',
        expected: expect.stringContaining('14 days'),
      })
    expect(postPurchase({ facts: { returnDays, returnException: 'Made to measure.' } })).toBeDefined()
  })
  test('fourteen days are enough', () => {
    expect(postPurchase({ facts: { returnDays: 14 } })).toBeDefined()
  })
  test.each(['https://www.trustpilot.com/review/lune', { en: '/club', fr: 'https://g.page/r/lune/review' }])(
    'a public review that only promoters are led to: %j',
    (communityUrl) => {
      expect(errorOf(() => relationshipNps({ facts: { communityUrl } }))).toMatchObject({ path: 'facts.communityUrl' })
    },
  )
  test('whatever it is given, it makes a survey or says what is wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...recipeNames), fc.anything(), (name, options) => {
        try {
          expect(prepare(name, options ?? {}).survey.id).toBeTruthy()
        } catch (error) {
          expect(error).toBeInstanceOf(RecipeError)
        }
      }),
    )
  })
})

describe('recipes in a configuration', () => {
  const plain = { id: 'own', touchpoint: { id: 'x', stage: 'retention', category: 'sales' }, trigger: { on: 'manual' }, questions: [] }

  test('become surveys where they stand; what is beside goes over what they say', () => {
    const { config, problems } = expand({
      version: 1,
      surveys: [plain, { recipe: 'chat-end', with: { bot: true }, id: 'bot', sample: 0.5, priority: 3 }],
    })
    expect(problems).toEqual([])
    expect(config.surveys[0]).toBe(plain)
    expect(config.surveys[1]).toMatchObject({ id: 'bot', sample: 0.5, priority: 3, touchpoint: { id: 'chat' } })
    expect(config.surveys[1]).not.toHaveProperty('recipe')
    expect(config).toMatchObject({ send: ['answered_by', 'contact_number'] })
  })
  test('bring what they need, beside what was there', () => {
    const mine = { id: 'first-time-buyer', when: { trait: 'first', is: true } }
    const { config } = expand({
      version: 1,
      send: ['plan'],
      personas: [mine],
      surveys: [{ recipe: 'post-purchase' }, { recipe: 'chat-end' }],
    })
    expect(config.personas).toEqual([mine])
    expect(config.send).toEqual(['plan', 'answered_by', 'contact_number'])
  })
  test('one that is wrong takes no other down, and says where', () => {
    const { config, problems } = expand({
      version: 1,
      surveys: [
        { recipe: 'chat-emd' },
        plain,
        { recipe: 'post-purchase', with: { facts: { returnDays: 3 } } },
        { recipe: 'exit-reason', with: 3 },
        { recipe: 'checkout-csat' },
      ],
    })
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['surveys[0].recipe', 'unknown-recipe'],
      ['surveys[2].with.facts.returnDays', 'recipe-option'],
      ['surveys[3].with', 'recipe-option'],
    ])
    expect(problems[0]?.hint).toBe('Did you mean "chat-end"?')
    expect(config.surveys[0]).toEqual({ recipe: 'chat-emd' })
    expect(withoutEntries(config).surveys.map((survey) => (survey as { id?: string }).id)).toEqual(['own', 'checkout-csat'])
  })
  test('that ask after the same order share it, unless somebody said how', () => {
    const splits = (...surveys: readonly object[]) =>
      expand({ version: 1, surveys }).config.surveys.map((survey) => (survey as { split?: unknown }).split)
    expect(splits({ recipe: 'post-purchase' }, { recipe: 'checkout-csat' })).toEqual([
      { name: 'order', from: 0, to: 0.5 },
      { name: 'order', from: 0.5, to: 1 },
    ])
    expect(splits({ recipe: 'post-purchase' })).toEqual([undefined])
    expect(splits({ recipe: 'post-purchase', with: { split: [0, 0.2] } }, { recipe: 'checkout-csat' })).toEqual([
      { name: 'order', from: 0, to: 0.2 },
      undefined,
    ])
  })
  test('without any, nothing is touched', () => {
    for (const source of [{ version: 1, surveys: [plain] }, null, 3, {}, { surveys: 3 }, []]) expect(expand(source).config).toBe(source)
  })
  test('anything at all may stand there', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (recipe, options, other) => {
        expand({ version: 1, surveys: [other, { recipe, with: options }], personas: other, send: options })
      }),
    )
  })
})
