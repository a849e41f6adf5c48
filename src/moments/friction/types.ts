/**
 * Watches one page for one kind of friction, and calls `felt` when it happened; returns its stop. `firstThisVisit` tells the first time in a visit;
 * `isLoad`: the page came with the document.
 */
export type WatchFriction = (felt: () => void, firstThisVisit: (what: string) => boolean, isLoad: boolean) => () => void
