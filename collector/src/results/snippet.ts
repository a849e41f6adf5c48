import type { WriteKey } from '../store'

/** The newest key that still holds. */
export const newestKey = (keys: readonly WriteKey[]): string | null =>
  keys
    .filter(({ revokedAt }) => revokedAt === null)
    .reduce<WriteKey | null>((newest, one) => (newest === null || one.createdAt >= newest.createdAt ? one : newest), null)?.key ?? null

/**
 * What a page of a project needs, whole, so that it can be copied: no inline script, so that it works under a strict policy (DESIGN, "Installing", (b)).
 * The configuration is the project's own, and so its address names it; the script adds the project to the endpoint's itself.
 */
export const snippet = (origin: string, project: string, key?: string): string => {
  const isDefault = project === 'default'
  return `<script src="${origin}/stub.js"></script>
<script async src="${origin}/peakend.js"${isDefault ? '' : `\n  data-project="${project}"`}
  data-endpoint="${origin}/v1/responses${key === undefined ? '' : `?key=${key}`}"
  data-config="${origin}/v1/config${isDefault ? '' : `?project=${project}`}"
  data-consent="auto"></script>`
}
