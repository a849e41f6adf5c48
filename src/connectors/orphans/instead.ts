/**
 * Sets a value of the page's or a vendor's in place of what is there. Returns its stop, which puts back what was there; where somebody has set another
 * meanwhile, that stays.
 */
export const instead = <Name extends string>(owner: { [key in Name]?: unknown }, name: Name, ours: unknown): (() => void) => {
  const had = name in owner
  const before = owner[name]
  owner[name] = ours
  return () => {
    if (owner[name] !== ours) return
    if (had) owner[name] = before
    else delete owner[name]
  }
}
