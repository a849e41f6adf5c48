// @vitest-environment node
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Answer } from '../../survey/wire'
import type { Adapter } from './adapter'
import { adapter as json } from './json'
import { adapter as posthog } from './posthog'
import { adapter as segment } from './segment'
import { documented, leaving } from './testkit'

const SECRET = 'ada@example.com'
const key = fc.constantFrom(
  'csat',
  'why',
  'picks',
  'picks.other',
  'mail',
  'reach',
  'reach.email',
  'call',
  'call.phone',
  'gone',
  'gone.part',
)
const reaches = (of: string) => /^(mail|reach|call\.|gone)/.test(of)
const answer: fc.Arbitrary<Answer> = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()))
/** Answers of any kind, where those that say how to reach somebody, and texts nobody knows anything of, are this address. */
const answers = fc
  .dictionary(key, answer)
  .map((given) => Object.fromEntries(Object.entries(given).map(([of, value]) => [of, reaches(of) ? SECRET : value])))
const one = fc
  .record({
    answers,
    revision: fc.nat(2000),
    isFirst: fc.boolean(),
    status: fc.constantFrom('shown', 'seen', 'answered', 'completed', 'dismissed'),
    context: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
  } as const)
  .map(({ answers, ...more }) => leaving(answers, more as object))

test.each<[string, Adapter, string | undefined]>([
  ['json', json, undefined],
  ['posthog', posthog, 'phc_…'],
  ['segment', segment, '…'],
])('docs/destinations.md shows what %s makes', (_, adapter, key) => {
  const shown = [...readFileSync('docs/destinations.md', 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) =>
    JSON.parse(json),
  )
  expect(shown).toContainEqual(JSON.parse(JSON.stringify(adapter([documented()], { key }))))
})

describe.each<[string, Adapter]>([
  ['json', json],
  ['posthog', posthog],
  ['segment', segment],
])('%s, whatever was answered', (_, adapter) => {
  const post = (batch: Parameters<Adapter>[0], contact?: boolean) => JSON.stringify(adapter(batch, { key: 'k', contact })) ?? ''

  it('does not throw, and says the same at every attempt', () => {
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 2 }),
        fc.boolean(),
        (batch, contact) => post(structuredClone(batch), contact) === post(batch, contact),
      ),
    )
  })

  it('lets out no way to reach anybody', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 2 }), (batch) => {
        expect(post(batch)).not.toContain(SECRET)
      }),
    )
  })
})
