/**
 * What all chats have in common: which conversation is going on, how many messages it had, and that its end is told once. A connector says what its vendor
 * tells; what the vendor does not tell is in no property.
 */
import type { Around } from '../around'
import { safely } from '../chain'

/** A conversation, kept under its id while the page is left for the next one; no word of it. */
interface Talk {
  /** When it began, and its last message: milliseconds since the epoch. */
  t: number
  l: number
  /** Messages of the visitor, and replies: meaningless where the vendor does not tell of each. */
  v: number
  r: number
  /** Who answered, where the vendor says it of each reply. */
  by?: string
  /** The last word was a reply: nobody waits for an answer. */
  a?: unknown
  /** 1: its end was told. 2: told, and it goes on. */
  o?: number
}
/** By connector: conversations with their ids, an empty one where the vendor has none; the latest last. */
export type Kept = Readonly<Record<string, readonly (readonly [id: string, talk: Talk])[]>>

/** A conversation without a message for so long is forgotten, milliseconds: who writes again then begins another. */
const FORGET_MS = 864e5
/** So many are kept at most. */
const MAX_KEPT = 5

/** Follows the conversations of a vendor. `counts`: it tells of each message. */
export const hearChat = ({ handle, memory, args = [] }: Around, vendor: string, counts = true) => {
  const now = () => Date.now()
  /** Silence after a reply is an end where the team wants it to be one. */
  const idleMs = Number(args.find((arg) => Number(arg) > 0)) * 60_000
  const talks = new Map<string, Talk>()
  // Storage may hold what nobody wrote.
  safely(() => {
    for (const [id, talk] of memory?.get().chats?.[vendor] ?? []) if (now() - talk.l < FORGET_MS) talks.set(id, talk)
  })()
  // What goes on from an earlier page, the latest if there are several.
  let [current] = [...talks].findLast(([, talk]) => !talk.o) ?? ['']
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  const idOf = (id: unknown) => (id == null || typeof id === 'object' ? current : `${id}`)
  const named = (id: string) => ({ ...(id && { conversation_id: id }) })
  const end = (id: string, at: number) => {
    const talk = talks.get(id)
    if (!talk) return
    const { o, t, v, r, by } = talk
    talk.o = 1
    keep()
    if (!o)
      handle.track('chat_ended', {
        ...named(id),
        ...(by && { answered_by: by }),
        ...(counts && { visitor_messages: v, replies: r }),
        length_seconds: Math.max(0, Math.round((at - t) / 1000)),
      })
  }
  const keep = () => {
    memory?.set({ chats: { ...memory.get().chats, [vendor]: [...talks].slice(-MAX_KEPT) } })
    clearTimeout(timer)
    const id = current
    const { a, l = 0, o } = talks.get(id) ?? {}
    if (idleMs && a && !o) timer = setTimeout(() => end(id, l), l + idleMs - now())
  }
  /** It goes on, or another one begins. One that goes on after its end is told to begin again, so that no question about it comes in between. */
  const begin = (id?: unknown): Talk => {
    current = idOf(id)
    const known = talks.get(current)
    // Without ids, what comes after an end is another conversation.
    const talk: Talk = known && (current || !known.o) ? known : { t: now(), l: now(), v: 0, r: 0 }
    if (talk !== known || talk.o === 1) {
      if (talk.o) talk.o = 2
      talks.set(current, talk)
      handle.track('chat_started', named(current))
    }
    keep()
    return talk
  }
  keep()
  return {
    begin,
    /** The visitor wrote: that begins it, if nothing did. */
    sent(id?: unknown) {
      const talk = begin(id)
      talk.v++
      talk.a = 0
      talk.l = now()
      keep()
    },
    /** Somebody, or something, answered. A greeting before the visitor's first word is no conversation, a last word after its end none either. */
    replied(id?: unknown, by?: 'human' | 'bot') {
      const talk = talks.get(idOf(id))
      if (!talk || talk.o === 1) return
      current = idOf(id)
      if (by) talk.by = talk.by && talk.by !== by ? 'both' : by
      talk.r++
      talk.a = 1
      talk.l = now()
      keep()
    },
    /** The vendor says that it is over. */
    ended: (id?: unknown) => end(idOf(id), now()),
    /** The visitor closed the window: an end for vendors that know no other, unless somebody waits for an answer. */
    closed() {
      if (talks.get(current)?.a) end(current, now())
    },
    /** A callback for the vendor: nothing of ours is thrown there, and after the stop it does nothing. */
    hear: <A extends unknown[]>(fn: (...args: A) => unknown) => safely((...args: A) => isOver || fn(...args)),
    stop() {
      isOver = true
      clearTimeout(timer)
    },
  }
}
