import type { Corner } from './kept'
import type { Snapshot } from './model'
import type { Device, Tab, Words } from './words'

/** What a hand can do in the inspector. */
export interface Act {
  readonly go: (tab: Tab) => void
  readonly move: () => void
  readonly shrink: () => void
  readonly grow: () => void
  readonly close: () => void
  readonly unfold: (survey: string, isOpen: boolean) => void
  readonly show: (survey: string) => void
  readonly pretendLater: (ms: number | undefined) => void
  readonly pretendPersonas: (ids: readonly string[] | undefined) => void
  readonly pretendDevice: (device: Device | undefined) => void
  readonly beReal: () => void
  readonly choose: (event: string) => void
  readonly write: (props: string) => void
  readonly fire: () => void
  readonly copyVisit: () => void
  readonly saveVisit: () => void
  readonly copyReport: () => void
  /** Sends again what was refused. */
  readonly retry: () => void
}

/** What is drawn: what the page is like, and what a hand has set. */
export interface State extends Snapshot {
  readonly words: Words
  readonly tab: Tab
  readonly at: Corner
  readonly isSmall: boolean
  readonly unfolded: ReadonlySet<string>
  /** The event to be fired, and its properties as they were typed. */
  readonly event: string
  readonly props: string
  readonly hasBadProps: boolean
  /** Said politely, at the foot. */
  readonly said: string
  /** What could not be copied. */
  readonly byHand: string
}
export interface Part {
  readonly state: State
  readonly act: Act
}
