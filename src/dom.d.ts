/** What browsers have and TypeScript's DOM library does not know yet. */
interface Navigator {
  /** https://www.w3.org/TR/gpc/ */
  readonly globalPrivacyControl?: boolean
}
interface Document {
  /** https://wicg.github.io/nav-speculation/prerendering.html */
  readonly prerendering?: boolean
}
/** Hashed file names of the chunks, set by the build: name → path beside the script. */
declare const CHUNKS: Readonly<Record<string, string>>
/** The package's version, set by the build. */
declare const VERSION: string
