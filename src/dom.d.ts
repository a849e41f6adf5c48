/** What browsers have and TypeScript's DOM library does not know yet. */
interface Navigator {
  /** https://www.w3.org/TR/gpc/ */
  readonly globalPrivacyControl?: boolean
  /** https://wicg.github.io/savedata/ */
  readonly connection?: { readonly saveData?: boolean }
}
interface Document {
  /** https://wicg.github.io/nav-speculation/prerendering.html */
  readonly prerendering?: boolean
}
/** Hash over the content of all chunks, set by the build: part of their names, so that chunks of two builds never meet. */
declare const HASH: string
/** The package's version, set by the build. */
declare const VERSION: string
