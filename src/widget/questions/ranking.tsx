import type { h } from 'preact'
import type { RankingQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { shuffle } from './shuffle'

type Create = typeof h
type Props = QuestionProps<RankingQuestion>
type Option = RankingQuestion['options'][number]

/** Between two items, CSS pixels. */
const GAP = 8

/**
 * Follows a pointer that has hold of an item, and says where it was let go. All is measured once and only transforms change: the page
 * is not laid out again while it moves. Escape drops it back, and so does a browser that takes the pointer for something of its own.
 */
const drag = ({ clientY, pointerId, currentTarget }: PointerEvent, from: number, drop: (from: number, to: number) => void) => {
  const handle = currentTarget as HTMLElement
  const item = handle.parentElement as HTMLElement
  const items = [...(item.parentElement as HTMLElement).children] as HTMLElement[]
  const middles = items.map(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight / 2)
  let to = from
  handle.setPointerCapture(pointerId)
  handle.onpointermove = (event) => {
    const by = event.clientY - clientY
    to = middles.filter((middle, i) => i !== from && middle < (middles[from] as number) + by).length
    items.forEach((other, i) => {
      // Those it has passed make room.
      const way = (i - from) * (i - to) > 0 ? 0 : Math.sign(from - i) * (item.offsetHeight + GAP)
      other.style.cssText = i === from ? `z-index:1;translate:0 ${by}px` : `translate:0 ${way}px`
    })
  }
  handle.onpointerup = () => {
    if (to === from) return
    drop(from, to)
    item.focus()
  }
  // The press has moved the focus to the item.
  item.onkeydown = (event) => {
    if (event.key !== 'Escape') return
    // It would close the card.
    event.preventDefault()
    event.stopPropagation()
    handle.releasePointerCapture(pointerId)
  }
  handle.onlostpointercapture = () => {
    handle.onpointermove = handle.onpointerup = item.onkeydown = null
    for (const other of items) other.style.cssText = ''
  }
}

/** Options put in order, by two buttons each or by dragging. The order they come in is no answer until something was moved or it was accepted. */
export const type: TypeChunk = {
  css:
    `.rank{display:grid;gap:${GAP}px;margin:0;padding:0}` +
    '.rank li{display:flex;align-items:center;border:var(--b);border-radius:calc(var(--r)*.4);background-color:var(--s)}' +
    '.rank span{flex:1;padding:8px 0}.rank p{margin:0;padding:12px;touch-action:none;-webkit-user-select:none;user-select:none;cursor:grab}' +
    '.rank svg{width:28px;margin:0;padding:8px 4px;stroke-width:2}[aria-disabled=true],:disabled{color:GrayText}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create, put) => {
    let order: Option[] | undefined
    return {
      check: ({ value, isFree, extra }: Props): Wrong | undefined => (value || isFree ? undefined : { message: extra.errorOrder }),
      draw({ question, value, seed, text, choose, announce, extra, alert }: Props) {
        const items = (order ??= question.shuffle ? shuffle(question.options, seed) : [...question.options])
        const answer = value as readonly string[] | undefined
        if (answer) items.sort((a, b) => answer.indexOf(a.id) - answer.indexOf(b.id))
        const accept = (byPointer: boolean) =>
          choose(
            items.map(({ id }) => id),
            byPointer,
          )
        const move = (from: number, to: number) => {
          items.splice(to, 0, ...items.splice(from, 1))
          const said = put(extra.moved, { item: text((items[to] as Option).text), value: to + 1, max: items.length })
          // After the commit, which has news of its own.
          accept(false).then(() => announce(said))
        }
        const button = (i: number, by: number, name: string, d: string) => (
          <button
            type="button"
            aria-label={name}
            disabled={!items[i + by]}
            onClick={({ currentTarget }) => {
              move(i, i + by)
              // It moved in the document, and lost the focus with that. At the end of the list it takes none: the other button does.
              currentTarget.parentElement?.querySelector<HTMLElement>(':enabled')?.focus()
              currentTarget.focus()
            }}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={d} />
            </svg>
          </button>
        )
        return (
          <div>
            <p id="l">{extra.rankHow}</p>
            {/* Safari takes a list without bullets for none. */}
            {/* biome-ignore lint/a11y/noRedundantRoles: the same. */}
            <ol role="list" class="rank" aria-labelledby="q" aria-describedby="d l e">
              {items.map((option, i) => {
                const item = text(option.text)
                return (
                  <li key={option.id} tabIndex={-1}>
                    <p aria-hidden="true" onPointerDown={(event) => drag(event, i, move)}>
                      ⋮⋮ {i + 1}
                    </p>
                    <span>{item}</span>
                    {button(i, -1, put(extra.moveUp, { item }), 'M7 14l5-5 5 5')}
                    {button(i, 1, put(extra.moveDown, { item }), 'M7 10l5 5 5-5')}
                  </li>
                )
              })}
            </ol>
            <footer>
              {/* Disabled in name alone, or it would lose the focus as it is pressed. */}
              <button type="button" class="next" aria-disabled={!!answer} onClick={({ detail }) => accept(detail > 0)}>
                {extra.keepOrder}
              </button>
            </footer>
            {alert}
          </div>
        )
      },
    }
  },
}
