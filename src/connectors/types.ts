import type { ConsentLevel } from '../survey/wire'

/** What a platform says of us: a level once the visitor has chosen, null where it does not know us. Saying nothing: nobody has chosen yet. */
export type Say = (level: ConsentLevel | null) => void
/** A consent platform: whether it is on this page, and how it is listened to, until the stop it gives. `name`: what it calls us. */
export interface Platform {
  isHere(name: string): unknown
  listen(say: Say, name: string): () => void
}

export const levelOf = (isGranted: unknown): ConsentLevel => (isGranted ? 'persistent' : 'none')
