import type { hearChat, Kept } from './chats/talk'

type Props = Readonly<Record<string, unknown>>
/** What Peakend says of a showing. Answers are there where it has some. */
export interface Told {
  readonly survey: string
  readonly response: string
  readonly answers?: Props
}

/** What a connector gets of the page's Peakend. */
export interface Around {
  readonly handle: {
    track(event: string, props?: Props): void
    on(type: 'shown' | 'answered' | 'completed' | 'dismissed', fn: (event: Told) => unknown): () => void
  }
  /** What stands after the colon of its name, parted by commas: `crisp:alone,10`. */
  readonly args?: readonly string[]
  /** What outlives the page as far as the visitor has agreed. Without it a chat that goes on over a page load is a new one. */
  readonly memory?: {
    get(): { readonly chats?: Kept | undefined }
    set(change: { readonly chats: Kept }): void
  }
  /** The consent level now. Without it storage is not read. */
  readonly level?: () => string
  /** Tells what is wrong, as an `error` event. */
  readonly fail: (code: string, error: unknown) => void
}

/** What all chats have in common: a chunk of its own, handed to those of them that are connected. */
export type HearChat = typeof hearChat
export type Chat = ReturnType<HearChat>
/** Begins to hear a vendor, or to tell it; returns its stop. */
export type Connector = (around: Around, hearChat: HearChat) => () => void
