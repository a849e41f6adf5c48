/** Almost nothing in the script of the page; the card is fetched when it is needed. */
const track = async (event: string): Promise<void> => {
  if (event !== 'order_completed') return
  // A variable, so that it stays an import of another file, relative to this script.
  const card = './card.js'
  const { openCard } = (await import(/* @vite-ignore */ card)) as typeof import('./card')
  openCard()
}
Object.assign(window, { floor: track })
