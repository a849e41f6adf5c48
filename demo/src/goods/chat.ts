import { type ChatTexts, chatTexts, knownOrder } from './chat-texts'
import { orderNumberIn, type Topic, topicOf } from './chat-topics'
import type { Language } from './types'

/** Where a conversation stands. Plain JSON: a page may keep it and go on after a reload. */
export interface ChatState {
  /** What the assistant waits for: a topic, more of them, an order's number, a yes to a person, a request for that person, or nothing. */
  readonly step: 'topic' | 'more' | 'number' | 'offer' | 'request' | 'ended'
  /** Texts in a row that were not understood. */
  readonly misses: number
  /** Whether it was handed over to the (scripted) team. */
  readonly handedOver: boolean
}

/** What is said in one turn, and what may be said next. */
export interface ChatTurn {
  readonly state: ChatState
  readonly from: 'bot' | 'team'
  /** At least one. */
  readonly messages: readonly string[]
  /** Replies to offer as buttons: sent as they are, they are always understood. */
  readonly quick: readonly string[]
  readonly ended: boolean
  /** True from the turn that hands over on. */
  readonly handedOver: boolean
}

type Step = ChatState['step']

const turn = (step: Step, messages: readonly string[], quick: readonly string[], from: Partial<ChatState> = {}): ChatTurn => {
  const state: ChatState = { step, misses: from.misses ?? 0, handedOver: from.handedOver ?? false }
  const speaker = state.handedOver && step === 'ended' ? 'team' : 'bot'
  return { state, from: speaker, messages, quick, ended: step === 'ended', handedOver: state.handedOver }
}

const topics = ({ reply }: ChatTexts) => [reply.delivery, reply.returns, reply.order, reply.bulbs, reply.hours, reply.person]
const onward = ({ reply }: ChatTexts) => [reply.order, reply.returns, reply.person, reply.end]
const toPerson = ({ reply }: ChatTexts) => [reply.person, reply.end]
const forNumber = ({ reply }: ChatTexts) => [knownOrder, reply.noNumber, reply.person]

/** What each topic is answered, whatever was asked before. */
const replies: Readonly<Record<Exclude<Topic, 'yes' | 'no'>, (texts: ChatTexts) => ChatTurn>> = {
  bot: (texts) => turn('topic', texts.bot, topics(texts)),
  person: (texts) => turn('request', texts.handover, [texts.reply.end], { handedOver: true }),
  end: (texts) => turn('ended', [texts.goodbye], []),
  order: (texts) => turn('number', texts.askNumber, forNumber(texts)),
  noNumber: (texts) => turn('more', texts.noNumber, toPerson(texts)),
  broken: (texts) => turn('more', [...texts.broken, texts.more], toPerson(texts)),
  cancel: (texts) => turn('more', texts.cancel, toPerson(texts)),
  returns: (texts) => turn('more', [...texts.returns, texts.more], onward(texts)),
  delivery: (texts) => turn('more', [...texts.delivery, texts.more], onward(texts)),
  bulbs: (texts) => turn('more', [...texts.bulbs, texts.more], onward(texts)),
  hours: (texts) => turn('more', [...texts.hours, texts.more], onward(texts)),
  thanks: (texts) => turn('more', [texts.welcome], onward(texts)),
  hello: (texts) => turn('topic', [texts.greeting], topics(texts)),
}

const missed = (state: ChatState, texts: ChatTexts): ChatTurn => {
  const misses = state.misses + 1
  if (misses >= 2) return turn('offer', texts.missedTwice, [texts.reply.yes, texts.reply.no], { misses })
  if (state.step === 'number') return turn('number', texts.notNumber, forNumber(texts), { misses })
  return turn('topic', texts.missed, topics(texts), { misses })
}

/** A yes means what was last asked; elsewhere it means nothing the script knows. */
const agreed = (state: ChatState, texts: ChatTexts): ChatTurn => {
  if (state.step === 'offer') return replies.person(texts)
  return state.step === 'more' ? turn('topic', [texts.topics], topics(texts)) : missed(state, texts)
}

const declined = (state: ChatState, texts: ChatTexts): ChatTurn => {
  if (state.step === 'more') return replies.end(texts)
  return state.step === 'offer' ? turn('topic', [texts.topics], topics(texts)) : missed(state, texts)
}

/** The first words of the assistant: what it is, and what it can do. */
export const opening = (language: Language): ChatTurn => turn('topic', chatTexts[language].hello, topics(chatTexts[language]))

/** The answer to a text, free or from a button. The same state, text and language give the same answer; an ended chat stays ended. */
export const answer = (state: ChatState, text: string, language: Language): ChatTurn => {
  const texts = chatTexts[language]
  if (state.step === 'ended') return turn('ended', [texts.over], [], state)

  const topic = topicOf(text)
  if (state.step === 'request' && !text.trim()) return turn('request', texts.handover.slice(-1), [texts.reply.end], state)
  if (state.step === 'request') return turn('ended', topic === 'end' ? texts.nothingTaken : texts.taken, [], state)

  const number = orderNumberIn(text, state.step === 'number')
  if (number) {
    const known = number === knownOrder
    return turn('more', known ? [...texts.knownOrder, texts.more] : texts.otherOrder(number), known ? onward(texts) : toPerson(texts))
  }
  if (topic === 'yes') return agreed(state, texts)
  if (topic === 'no') return declined(state, texts)
  return topic ? replies[topic](texts) : missed(state, texts)
}
