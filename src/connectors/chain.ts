type Callback = (...args: never[]) => unknown

/** Nothing of ours is thrown into a vendor's code. */
export const safely =
  <A extends unknown[]>(fn: (...args: A) => unknown) =>
  (...args: A): void => {
    try {
      fn(...args)
    } catch {}
  }

/**
 * Hears the calls of a function of the page or of a vendor, or of one that nobody has set: what is there is called first, with its own `this`, and what it
 * gives back or throws stays its own. Returns its stop: it puts back what was there. If somebody has wrapped ours meanwhile, ours stays, and passes on.
 */
export const chain = <Name extends string>(
  owner: { [key in Name]?: unknown },
  name: Name,
  hear: (...args: readonly unknown[]) => unknown,
): (() => void) => {
  const before = owner[name] as Callback | undefined
  let isOver = false
  const ours = function (this: unknown, ...args: never[]) {
    try {
      return before?.apply(this, args)
    } finally {
      if (!isOver) safely(hear)(...args)
    }
  }
  owner[name] = ours
  return () => {
    isOver = true
    if (owner[name] !== ours) return
    if (before) owner[name] = before
    else delete owner[name]
  }
}
