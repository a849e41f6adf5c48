/**
 * An order for each seed, the same each time (Fisher & Yates, inside out). `Math.random` could not be drawn again when the card is, or when it
 * resumes on another page. The numbers come of a multiply and xor-shift generator, which takes in the seed first.
 */
export const shuffle = <Item>(items: readonly Item[], seed: string): Item[] => {
  const order: Item[] = []
  let state = 1
  const draw = (input: number) => {
    state = Math.imul(state ^ input, 0x9e3779b1)
    state ^= state >>> 15
    return state >>> 0
  }
  for (const letter of seed) draw(letter.charCodeAt(0))
  for (const item of items) {
    const at = draw(1) % (order.length + 1)
    order.push(order[at] as Item)
    order[at] = item
  }
  return order
}

/** The same around what is pinned, which keeps its place. */
export const shuffleAround = <Item>(items: readonly Item[], seed: string, isPinned: (item: Item) => unknown): Item[] => {
  const free = shuffle(
    items.filter((item) => !isPinned(item)),
    seed,
  )
  return items.map((item) => (isPinned(item) ? item : (free.pop() as Item)))
}
