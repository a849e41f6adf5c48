import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer, type ChatState, type ChatTurn, opening } from './chat'
import { chatTexts } from './chat-texts'
import type { Language } from './types'

/** The last turn of a conversation. */
const talk = (language: Language, ...texts: string[]): ChatTurn =>
  texts.reduce((last, text) => answer(last.state, text, language), opening(language))
const said = (language: Language, ...texts: string[]) => talk(language, ...texts).messages.join(' ')

describe('the assistant', () => {
  it.each([
    ['en', 'a script, not a person'],
    ['fr', 'un script, pas une personne'],
  ] as const)('says what it is before anything else (%s)', (language, words) => {
    expect(opening(language)).toMatchObject({ from: 'bot', ended: false, handedOver: false })
    expect(opening(language).messages[0]).toContain(words)
  })

  it.each([
    ['en', 'How long does DELIVERY take?', '€6'],
    ['en', 'livraison', '€6'],
    ['fr', 'Quels sont vos délais ?', '6\u00a0€'],
    ['fr', 'delivery', '6\u00a0€'],
    ['en', 'Can I send it back?', '30 days'],
    ['fr', 'je voudrais etre rembourse', '30 jours'],
    ['fr', 'JE VOUDRAIS ÊTRE REMBOURSÉ', '30 jours'],
    ['en', 'my carafe arrived broken', '14 days'],
    ['fr', 'la carafe est arrivée cassée', '14 jours'],
    ['en', 'I want to cancel my order', '4\u00a0pm'],
    ['fr', 'Je souhaite annuler', '16\u00a0h'],
    ['en', 'the lamp flickers', 'dimmable'],
    ['fr', 'quelle ampoule choisir', 'E14'],
    ['en', 'When are you open?', 'Monday to Friday'],
    ['fr', 'vos horaires', 'du lundi au vendredi'],
    ['fr', 'Quand ouvrez-vous ?', 'du lundi au vendredi'],
    ['fr', 'Ma lampe ne s’allume pas', 'dimmable'],
    ['en', 'are you a real person?', 'I am a script'],
    ['fr', 'Êtes-vous un robot ?', 'Je suis un script'],
  ] as const)('answers, in %s, to “%s”', (language, text, words) => {
    expect(said(language, text)).toContain(words)
  })

  it('does not find a word inside another', () => {
    expect(talk('en', 'openly').state.misses).toBe(1)
    expect(talk('fr', 'fermeté').state.misses).toBe(1)
    expect(talk('fr', 'Je suis heureux').state.misses).toBe(1)
  })

  it('understands every reply that it offers, wherever it offers it', () => {
    for (const language of ['en', 'fr'] as const) {
      const seen = new Set<string>()
      const visit = (turn: ChatTurn) => {
        const place = JSON.stringify(turn.state) + turn.quick.join()
        if (seen.has(place)) return
        seen.add(place)
        for (const reply of turn.quick) {
          const next = answer(turn.state, reply, language)
          expect([turn.state.step, reply, next.state.misses]).toEqual([turn.state.step, reply, 0])
          visit(next)
        }
      }
      visit(opening(language))
      visit(talk(language, '…', '…'))
      expect(seen.size).toBeGreaterThan(6)
    }
  })
})

describe('an order', () => {
  it.each(['Where is my order?', 'où est mon colis'])('is asked for by its number: “%s”', (text) => {
    expect(said('en', text)).toContain('What is your order number?')
  })

  it.each(['A-1001', 'a-1001', 'it is A-1001, I think', 'A\u20111001', 'where is A – 1001?'])('is recognised in “%s”', (text) => {
    expect(said('en', text)).toContain('one Opaline table lamp')
  })

  it('needs no letter where the number was just asked for, and only there', () => {
    expect(said('en', 'my order', '1001')).toContain('one Opaline table lamp')
    expect(talk('en', '1001').state.misses).toBe(1)
  })

  it('that the script does not know is not made up', () => {
    expect(said('en', 'a-mbx41k2z')).toContain('A-MBX41K2Z looks like one of our numbers, but I cannot see into it')
    expect(talk('en', 'A-2002').quick).toContain('Talk to a person')
  })

  it('is not seen in words', () => {
    expect(said('fr', 'A-t-il une garantie ?')).toContain('Je n’ai pas compris')
    expect(said('en', 'a person')).toContain('In a real shop')
  })

  it('without a number gets help, and one more try', () => {
    expect(said('en', 'my order', 'xyz')).toContain('I cannot find an order number')
    expect(said('en', 'my order', 'I don’t have it')).toContain('confirmation page')
  })
})

describe('a miss', () => {
  it('is admitted; a second one in a row offers a person', () => {
    expect(said('en', 'zebra')).toContain('I did not understand')
    expect(talk('en', 'zebra', 'giraffe')).toMatchObject({ state: { step: 'offer' }, quick: ['Yes, please', 'No, not now'] })
    expect(talk('en', 'zebra', 'giraffe', 'yes').handedOver).toBe(true)
    expect(talk('en', 'zebra', 'giraffe', 'no')).toMatchObject({ handedOver: false, ended: false })
  })

  it('is forgotten once something is understood', () => {
    expect(said('en', 'zebra', 'delivery', 'giraffe')).toContain('I did not understand')
  })

  it('goes on offering while nothing is understood', () => {
    expect(talk('en', 'zebra', 'giraffe', 'okapi').state.step).toBe('offer')
  })
})

describe('a person', () => {
  it.each([
    ['en', 'Talk to a person', 'still a script'],
    ['fr', 'je veux parler à quelqu’un', 'reste un script'],
    ['fr', 'Passez-moi une vraie personne', 'reste un script'],
    ['en', 'a real person, please', 'still a script'],
  ] as const)('is not pretended (%s)', (language, text, words) => {
    expect(talk(language, text)).toMatchObject({ from: 'bot', handedOver: true, ended: false })
    expect(said(language, text)).toContain(words)
  })

  it('takes one request, whatever it is about, and the script closes saying so', () => {
    expect(talk('en', 'a person', 'delivery of A-1001, please')).toMatchObject({ from: 'team', handedOver: true, ended: true })
    expect(said('en', 'a person', 'delivery of A-1001, please')).toContain('goes no further')
  })

  it('takes no silence for a request', () => {
    expect(talk('en', 'a person', '  ')).toMatchObject({ ended: false, handedOver: true, state: { step: 'request' } })
  })

  it('may be done without after all', () => {
    expect(said('en', 'a person', 'That’s all')).toContain('nothing has been passed on')
  })
})

describe('the end', () => {
  it.each(['That’s all', "that's all", 'bye', 'thanks, bye!', 'C’est tout', 'au revoir'])('comes with “%s”', (text) => {
    expect(talk('fr', text)).toMatchObject({ ended: true, from: 'bot', quick: [] })
  })

  it('comes with a no, where something else was offered', () => {
    expect(talk('en', 'delivery', 'no').ended).toBe(true)
    expect(talk('en', 'delivery', 'yes').ended).toBe(false)
    expect(talk('en', 'no').ended).toBe(false)
  })

  it('does not come with thanks alone', () => {
    expect(said('fr', 'merci')).toContain('Je vous en prie')
    expect(talk('fr', 'merci').ended).toBe(false)
  })
})

const language = fc.constantFrom<Language>('en', 'fr')
const known = [
  'delivery',
  'retour',
  'order',
  'A-1001',
  'personne',
  'bye',
  'yes',
  'no',
  'lampe',
  'merci',
  ...Object.values(chatTexts.fr.reply),
]
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom(...known))
const spoken = fc.array(fc.tuple(text, language), { maxLength: 12 })
const steps: readonly ChatState['step'][] = ['topic', 'more', 'number', 'offer', 'request', 'ended']

/** All turns of a conversation, whose language may change in its middle. */
const turns = (texts: readonly (readonly [string, Language])[]) => {
  const list = [opening('fr')]
  for (const [words, tongue] of texts) list.push(answer((list.at(-1) as ChatTurn).state, words, tongue))
  return list
}

describe('whatever is written', () => {
  it('a turn says something, and can be kept as JSON', () => {
    fc.assert(
      fc.property(spoken, (texts) => {
        for (const turn of turns(texts)) {
          expect(turn.messages.length).toBeGreaterThan(0)
          for (const words of [...turn.messages, ...turn.quick]) expect(words.trim()).not.toBe('')
          expect(steps).toContain(turn.state.step)
          expect(turn.ended).toBe(turn.state.step === 'ended')
          expect(turn.handedOver).toBe(turn.state.handedOver)
          expect(JSON.parse(JSON.stringify(turn.state))).toEqual(turn.state)
        }
      }),
    )
  })

  it('an open chat offers a way on; an ended one stays ended, and what was handed over stays so', () => {
    fc.assert(
      fc.property(spoken, (texts) => {
        turns(texts).reduce((before, after) => {
          if (before.ended) expect(after).toMatchObject({ ended: true, state: before.state })
          if (before.handedOver) expect(after.handedOver).toBe(true)
          expect(after.quick.length > 0).toBe(!after.ended)
          return after
        })
      }),
    )
  })

  it('only a chat that was handed over is ended by the team', () => {
    fc.assert(
      fc.property(spoken, (texts) => {
        for (const turn of turns(texts)) if (turn.from === 'team') expect(turn).toMatchObject({ handedOver: true, ended: true })
      }),
    )
  })
})
