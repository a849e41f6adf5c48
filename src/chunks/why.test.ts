import { describe, expect, test } from 'vitest'
import type { Condition } from '../survey/condition'
import type { Config, Survey } from '../survey/config'
import type { Asked, Shared } from './shared'
import { lookingBack, reasonsOf } from './why'

const reasons = (survey: Partial<Survey> = {}, config: Partial<Config> = {}) => {
  const asked = { survey: { questions: [], ...survey }, trigger: { on: 'event', name: 'order' } } as unknown as Asked
  return reasonsOf(asked, { options: {}, config: { version: 1, surveys: [], ...config } } as unknown as Shared, (text) => `${text}`)
}

describe('what an audience rule looked at, each kind once', () => {
  test.each<[string, Condition | undefined, string[]]>([
    ['nothing', undefined, []],
    ['a trait', { trait: 'plan', is: 'pro' }, ['traits']],
    ['events', { event: 'order', gte: 2 }, ['events']],
    ['the event itself', { prop: 'total', gte: 50 }, ['events']],
    [
      'the device',
      {
        all: [
          { context: 'device', is: 'mobile' },
          { context: 'viewport.width', lt: 400 },
        ],
      },
      ['device'],
    ],
    [
      'languages',
      {
        any: [
          { context: 'language', is: 'fr' },
          { context: 'lang', is: 'fr' },
        ],
      },
      ['language'],
    ],
    [
      'the page',
      {
        none: [
          { context: 'path', is: '/a' },
          { context: 'query.x', is: '1' },
          { context: 'hash', exists: true },
        ],
      },
      ['page'],
    ],
    [
      'visits',
      {
        any: [
          { context: 'visits', gte: 2 },
          { context: 'visitor', is: 'new' },
        ],
      },
      ['visits'],
    ],
    [
      'where from',
      {
        any: [
          { context: 'referrer', exists: true },
          { context: 'utm.source', is: 'mail' },
        ],
      },
      ['origin'],
    ],
    [
      'what the page says',
      {
        any: [
          { context: 'page_type', is: 'product' },
          { context: 'language_level', is: 'b1' },
        ],
      },
      ['site'],
    ],
    ['a persona, by its rule', { all: [{ persona: 'loyal' }, { context: 'device', is: 'mobile' }] }, ['events', 'traits', 'device']],
    ['a persona that is not there', { persona: 'nobody' }, []],
  ])('%s', (_, audience, looked) => {
    const when: Condition = { any: [{ event: 'order', gte: 3 }, { trait: 'plan', is: 'gold' }, { persona: 'loyal' }] }
    expect(reasons(audience ? { audience } : {}, { personas: [{ id: 'loyal', when }] }).looked).toEqual(looked)
  })
})

test.each<[Partial<Survey>, boolean]>([
  [{}, false],
  [{ sample: 1 }, false],
  [{ sample: 0.25 }, true],
  [{ holdout: 0.1 }, true],
])('only some are asked with %j: %s', (survey, isSample) => expect(reasons(survey).isSample).toBe(isSample))

test.each([
  ['https://shop.example/privacy', true],
  ['/privacy', true],
  ['privacy.html#us', true],
  ['javascript:alert(1)', false],
  [' JavaScript:alert(1)', false],
  ['data:text/html,<script>alert(1)</script>', false],
  ['http://[', false],
])('a link to the privacy notice leads somewhere: %s %s', (privacy, isSafe) => {
  expect(reasons({}, { privacy }).privacy).toBe(isSafe ? new URL(privacy, location.href).href : undefined)
})

test('where moments are offered it is said what is remembered, and that the list stays here; elsewhere nothing of it is fetched', async () => {
  const fetched: string[] = []
  const load = (async (name: string) => {
    fetched.push(name)
    return { moment: { why: `why in ${name}` } }
  }) as unknown as Shared['load']
  const asks = (type: 'moment' | 'nps') => ({ questions: [{ id: 'q', type, text: { fr: 'Q' } }] }) as unknown as Asked['survey']
  expect(await lookingBack(asks('moment'), { load, tag: 'fr' })).toBe('why in moment-fr')
  expect(await lookingBack(asks('nps'), { load, tag: 'fr' })).toBeUndefined()
  expect(fetched).toEqual(['moment-fr'])
})
