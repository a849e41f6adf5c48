import type { Survey } from '../survey/config'
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
    identify(id: string | null, traits?: Props): void
    locale(tag: string): void
    show(survey: string, options: { readonly test: boolean }): Promise<unknown>
    hide(): void
    inspect(): Promise<unknown>
    on(type: 'shown' | 'answered' | 'completed' | 'dismissed', fn: (event: Told) => unknown): () => void
  }
  /** What stands after the colon of its name, parted by commas: `crisp:alone,10`. */
  readonly args?: readonly string[]
  /** What outlives the page as far as the visitor has agreed. Without it a chat that goes on over a page load is a new one. */
  readonly memory?: {
    get(): { readonly chats?: Kept | undefined }
    set(change: { readonly chats: Kept }): void
  }
  /** What the page has said and shows now. Without it every call is of nobody, and no survey can be found. */
  readonly state?: () => {
    readonly user: string | null
    readonly traits: Props
    /** The survey on screen; empty where there is none. */
    readonly open: string
    readonly surveys: ReadonlyMap<string, Survey>
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
