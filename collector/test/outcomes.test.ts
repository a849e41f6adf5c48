import { describe, expect, it } from 'vitest'
import type { Report } from '../src/index'
import { instrument, responseEvent, start } from './fixtures'
import { postgres, sqlite } from './stores'

/** Chats as a page asks about them that names the recipe itself: no configuration knows of it. */
const chat = (index: number, resolved: string, contact: number | null) =>
  responseEvent(`chat-${index}`, 1, {
    survey: 'chat-end',
    touchpoint: { id: 'chat', stage: 'retention', category: 'service', channel: 'chat' },
    instrument: instrument({
      fingerprint: 'chat',
      texts: { csat: 'How did this chat go?', resolved: 'Is your request resolved?', 'resolved.yes': 'Yes' },
      types: { csat: 'csat', resolved: 'choice' },
    }),
    moment: { type: 'event', name: 'chat_ended', ...(contact !== null && { props: { contact_number: contact } }) },
    answers: { csat: 4, resolved: [resolved] },
    status: 'completed',
  })

describe.each([sqlite, postgres])('what came of it, on $name', (on) => {
  it('is told of a recipe that a page names by itself, under its own name: resolved, and at first contact', async () => {
    const running = await start({}, on)
    const chats = Array.from({ length: 40 }, (_, index) => {
      const resolved = ['yes', 'yes', 'partly', 'no', 'too-soon'][index % 5] ?? ''
      return chat(index, resolved, [1, 2, 7, null][index % 4] ?? null)
    })
    await running.post(chats)
    const report = (await (await running.team('/v1/report')).json()) as Report
    const [place] = report.touchpoints
    expect(place?.name).toEqual({ en: 'Chat', fr: 'Échange par chat' })
    const [asked] = place?.instruments[0]?.questions ?? []
    expect(asked).toMatchObject({ question: 'resolved', reportsAs: 'resolution' })
    // Of 40 every fifth found it too soon to say; of ten first contacts two did, and four were resolved.
    expect(asked).toMatchObject({ outcome: { yes: 16, n: 32, share: 50, apart: 8, firstContact: { yes: 4, n: 24 } } })
    const english = await (await running.team('/results?lang=en')).text()
    expect(english).toContain('of 32 who could say')
    expect(english).toContain('resolved at first contact, of 24 of whom that is known')
    const french = await (await running.team('/results?lang=fr')).text()
    expect(french).toContain('Échange par chat')
    expect(french).toContain('de demandes résolues, sur 32 réponses tranchées')
    await running.stop()
  })

  it('is told of a visit by what people came for, and of confidence how many chose the best points', async () => {
    const running = await start({}, on)
    await running.post([
      ...Array.from({ length: 24 }, (_, index) =>
        responseEvent(`visit-${index}`, 1, {
          survey: 'visit-purpose',
          touchpoint: { id: 'site', stage: 'evaluation', category: 'product' },
          instrument: instrument({
            fingerprint: 'visit',
            question: 'purpose',
            type: 'choice',
            points: null,
            texts: {
              purpose: 'What is the main purpose of your visit today?',
              success: 'Could you do what you wanted?',
              'purpose.buy': 'Buying something',
            },
            types: { purpose: 'choice', success: 'choice' },
          }),
          answers: { purpose: [index < 12 ? 'buy' : 'return'], success: [index % 4 === 0 ? 'no' : 'yes'] },
          status: 'completed',
        }),
      ),
      ...Array.from({ length: 20 }, (_, index) =>
        responseEvent(`order-${index}`, 1, {
          survey: 'post-purchase',
          touchpoint: { id: 'order-confirmation', stage: 'purchase', category: 'sales' },
          instrument: instrument({
            fingerprint: 'order',
            question: 'sure',
            type: 'rating',
            texts: { sure: 'Do you feel you made the right choice?' },
            types: { sure: 'rating' },
          }),
          answers: { sure: 1 + (index % 5) },
          status: 'answered',
        }),
      ),
    ])
    const { touchpoints } = (await (await running.team('/v1/report')).json()) as Report
    const at = (id: string) => touchpoints.find((one) => one.id === id)?.instruments[0]
    expect(at('site')?.questions.find(({ question }) => question === 'success')).toMatchObject({
      outcome: {
        yes: 18,
        n: 24,
        share: 75,
        byPurpose: [
          { option: 'buy', label: 'Buying something', yes: 9, n: 12 },
          { option: 'return', yes: 9, n: 12 },
        ],
      },
    })
    expect(at('order-confirmation')).toMatchObject({ reportsAs: 'confidence', top: { from: 4, yes: 8, n: 20, share: 40 } })
    const page = await (await running.team('/results?lang=en')).text()
    expect(page).toContain('Could do it, by what they came for')
    expect(page).toContain('chose 4 to 5 of 5')
    await running.stop()
  })
})
