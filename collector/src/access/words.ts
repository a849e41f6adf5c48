import type { Language } from '../results/words'
import type { Role } from '../store'
import { en } from './words.en'
import { fr } from './words.fr'

/** What a form may be wrong about. */
export type Fault =
  | 'id'
  | 'taken'
  | 'name'
  | 'nameTaken'
  | 'origins'
  | 'contactDays'
  | 'retentionDays'
  | 'projects'
  | 'expiresAt'
  | 'tooManyKeys'
  | 'gone'

/** Every visible word of the pages of projects, tokens and the trail. A missing one does not compile. */
export interface AccessWords {
  readonly title: string
  readonly tokens: string
  readonly trail: string
  readonly results: string
  readonly skip: string
  readonly language: string
  readonly signOut: string
  readonly forbidden: string
  readonly forbiddenWhy: string
  readonly toResults: string
  /** What was done, after a form. */
  readonly done: Readonly<Record<'created' | 'changed' | 'keyAdded' | 'keyRevoked' | 'tokenRevoked', string>>
  readonly faults: Readonly<Record<Fault, string>>
  readonly wrong: string

  readonly open: string
  readonly closed: string
  readonly none: string
  readonly noneWhy: string
  readonly noneYours: string
  readonly add: string
  readonly addWhy: string
  readonly id: string
  readonly idHint: string
  readonly name: string
  readonly nameHint: string
  readonly origins: string
  readonly originsHint: string
  readonly originsOwn: string
  readonly originsDefault: string
  readonly contactDays: string
  readonly retentionDays: string
  readonly daysHint: (otherwise: string) => string
  readonly days: (days: number) => string
  readonly forever: string
  readonly asCollector: (what: string) => string
  readonly keyRequired: string
  readonly keyRequiredHint: string
  readonly create: string
  readonly change: string
  readonly save: string
  readonly notSetUp: string
  readonly notSetUpWhy: string
  readonly setUp: (project: string) => string

  readonly keys: string
  readonly noKeys: string
  readonly noValidKey: string
  readonly optional: string
  readonly needed: string
  readonly makeKey: string
  readonly makeFirstKeyWhy: string
  readonly enoughKeys: string
  readonly made: (day: string) => string
  readonly script: string
  readonly scriptWhy: string
  readonly revoke: string
  readonly revokeKeyWhy: string
  readonly revokeLastKeyWhy: string
  readonly revokeForGood: string
  readonly revoked: string

  readonly tokensWhy: string
  readonly noTokens: string
  readonly noTokensWhy: string
  readonly addToken: string
  readonly tokenNameHint: string
  readonly role: string
  readonly roles: Readonly<Record<Role, string>>
  readonly tokenProjects: string
  readonly tokenProjectsHint: string
  readonly allProjects: string
  readonly expires: string
  readonly expiresHint: string
  readonly makeToken: string
  readonly newToken: (name: string) => string
  readonly newTokenWhy: string
  readonly until: (day: string) => string
  readonly expired: (day: string) => string
  readonly noEnd: string
  readonly tokenMade: (day: string) => string
  readonly lastUsed: (day: string) => string
  readonly neverUsed: string
  readonly revokeTokenWhy: string

  readonly trailWhy: (kept: string) => string
  readonly action: string
  readonly project: string
  readonly every: string
  readonly filter: string
  readonly noEntries: string
  readonly noEntriesWhy: string
  readonly noEntriesHere: string
  readonly showAll: string
  readonly older: string
  readonly download: string
  readonly ndjson: string
  /** By their code; those of other parts of the collector are shown as they are. */
  readonly actions: Readonly<Record<string, string>>
  readonly by: (who: string) => string
  readonly details: Readonly<Record<string, string>>
  readonly yes: string
  readonly no: string
  readonly colon: string
}

const languages = { en, fr } as const satisfies Readonly<Record<Language, AccessWords>>

export const accessWords = (language: Language): AccessWords => languages[language]
