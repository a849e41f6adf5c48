/**
 * Hears a data layer: what lies in it already, together, then what is pushed, as it is pushed. One that does not exist yet is made, as every tag does, and
 * goes again with the stop if nobody has used it.
 */
export const watchLayer = (name: string, hear: (entries: readonly unknown[]) => void): (() => void) => {
  const page = window as unknown as Record<string, unknown[]>
  const found = page[name]
  const layer = (page[name] ??= [])
  hear(layer)
  const original = layer.push
  let active = true
  const push = (...entries: unknown[]) => {
    const length = original.apply(layer, entries)
    if (active) hear(entries)
    return length
  }
  layer.push = push
  return () => {
    active = false
    // Another script may have wrapped ours meanwhile; then it stays, and passes on.
    if (layer.push === push) layer.push = original
    if (!found && !layer.length && page[name] === layer) delete page[name]
  }
}
