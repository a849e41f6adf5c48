import { render } from 'preact'
import type { Act, State } from './act'
import { copy, download } from './copy'
import { frame, pill } from './frame'
import { createHost } from './host'
import { type Corner, corners, readKept } from './kept'
import { createModel } from './model'
import { changed } from './pretend'
import { put } from './put'
import type { World } from './types'
import type { Tab } from './words'

/** What a hand has set. */
type Own = Pick<State, 'words' | 'tab' | 'at' | 'isSmall' | 'unfolded' | 'event' | 'props' | 'hasBadProps' | 'said' | 'byHand'>

const propsOf = (text: string): Record<string, unknown> | undefined => {
  try {
    const props: unknown = JSON.parse(text.trim() || '{}')
    return typeof props === 'object' && props && !Array.isArray(props) ? (props as Record<string, unknown>) : undefined
  } catch {
    return
  }
}
const asText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/**
 * Opens the inspector. It never takes the focus by itself, hears no key outside of it, and stands where the questions do not.
 * `stop` takes everything away again, `close` too, and forgets what was kept for the next page.
 */
export const openOverlay = (world: World): { readonly close: () => void; readonly stop: () => void } => {
  const { words } = world
  const kept = readKept(world.kept.read())
  const { host, root, attach } = createHost(world.theme)
  let own: Own = {
    words,
    tab: kept?.tab ?? 'surveys',
    at: kept?.at ?? 'bottom-start',
    isSmall: kept?.isSmall ?? false,
    unfolded: new Set(),
    event: '',
    props: '',
    hasBadProps: false,
    said: '',
    byHand: '',
  }
  const model = createModel(
    world,
    words,
    kept,
    () => draw(),
    () => !!root.activeElement,
  )

  const draw = () => {
    const snapshot = model.snapshot()
    const event = snapshot.triggering.includes(own.event) ? own.event : (snapshot.triggering[0] ?? '')
    const state: State = { ...snapshot, ...own, event }
    host.dataset['at'] = own.at
    host.toggleAttribute('data-small', own.isSmall)
    render(own.isSmall ? pill({ state, act }) : frame({ state, act }), root)
  }
  const set = (change: Partial<Own>) => {
    own = { ...own, ...change }
    draw()
  }
  /** What was under the focus is gone: it goes to what took its place, if it was here. */
  const refocus = (selector: string, wasHere: boolean) => wasHere && root.querySelector<HTMLElement>(selector)?.focus()
  const resize = (isSmall: boolean) => {
    const wasHere = !!root.activeElement
    set({ isSmall, said: '', byHand: '' })
    model.awake(!isSmall)
    refocus(isSmall ? '.pill' : '#shrink', wasHere)
  }
  const pretend = (change: Parameters<typeof changed>[1]) => {
    world.pretence.set(changed(world.pretence.get(), change))
    model.refresh()
  }
  const give = async (text: string) => {
    const isCopied = await copy(text)
    set({ said: isCopied ? words.copied : '', byHand: isCopied ? '' : text })
  }
  const visit = () => asText(model.visit())

  const act: Act = {
    go(tab: Tab) {
      set({ tab, said: '', byHand: '' })
      model.refreshOutbox()
    },
    move: () => set({ at: corners[(corners.indexOf(own.at) + 1) % corners.length] as Corner }), // never beyond its end
    shrink: () => resize(true),
    grow: () => resize(false),
    close: () => overlay.close(),
    unfold(survey, isOpen) {
      if (own.unfolded.has(survey) === isOpen) return
      const unfolded = new Set(own.unfolded)
      if (isOpen) unfolded.add(survey)
      else unfolded.delete(survey)
      set({ unfolded })
    },
    async show(survey) {
      const response = await world.show(survey)
      set({ said: put(response ? words.showing : words.showRefused, { survey }) })
      model.refresh()
    },
    pretendLater: (laterMs) => pretend({ laterMs }),
    pretendPersonas: (personas) => pretend({ personas }),
    pretendDevice: (device) => pretend({ device }),
    beReal() {
      world.pretence.set(undefined)
      model.refresh()
    },
    choose: (event) => set({ event }),
    write: (props) => set({ props, hasBadProps: false }),
    fire() {
      const props = propsOf(own.props)
      const name = own.event || model.snapshot().triggering[0]
      if (!props || !name) return set({ hasBadProps: true })
      // What comes of it is a trial.
      pretend({})
      world.track(name, props)
      set({ said: put(words.fired, { name }) })
    },
    copyVisit: () => void give(visit()),
    saveVisit: () => download(visit(), 'peakend-visit.json'),
    copyReport: () => void give(asText(model.report(model.snapshot()))),
    retry: () => void world.retry().then(model.refreshOutbox),
  }
  /** The page goes: what was seen is there on the next one. */
  const keep = () => world.kept.write({ ...model.kept(), tab: own.tab, at: own.at, isSmall: own.isSmall })
  const ears = new AbortController()
  addEventListener('pagehide', keep, { signal: ears.signal })
  const stop = () => {
    ears.abort()
    model.stop()
    world.pretence.set(undefined)
    render(null, root)
    host.remove()
  }
  const overlay = {
    stop,
    close() {
      stop()
      world.kept.write(undefined)
      world.closed()
    },
  }
  attach()
  model.start()
  model.awake(!own.isSmall)
  return overlay
}
