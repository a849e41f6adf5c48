/** A conversation as plain data: what was said, where the script stands. It may be kept as JSON and gone on with. */
import { answer, type ChatTurn, opening } from '../../goods/chat'
import type { Language } from '../../goods/types'

export interface Said {
  readonly from: 'bot' | 'team' | 'you'
  readonly text: string
}
export interface Conversation {
  readonly id: string
  readonly turn: ChatTurn
  readonly said: readonly Said[]
}

const spoken = ({ from, messages }: ChatTurn): readonly Said[] => messages.map((text) => ({ from, text }))

export const begin = (id: string, language: Language): Conversation => {
  const turn = opening(language)
  return { id, turn, said: spoken(turn) }
}

/** What is said, and what is answered. Nothing is said into a chat that is over, and nothing is not said at all. */
export const reply = (talk: Conversation, text: string, language: Language): Conversation => {
  const said = text.trim()
  if (talk.turn.ended || !said) return talk
  const turn = answer(talk.turn.state, said, language)
  return { ...talk, turn, said: [...talk.said, { from: 'you', text: said }, ...spoken(turn)] }
}

/** The visitor has ended it. */
export const endNow = (talk: Conversation): Conversation => ({ ...talk, turn: { ...talk.turn, ended: true, quick: [] } })
