import type { h, VNode } from 'preact'
import type { TriggerType } from '../survey/config'
import { put } from './put'
import type { Reasons, WhyProps } from './types'
import type { Menu } from './words/menu'

type Create = typeof h

/** What is not named here is of the page: `here`. */
const reason: Readonly<Partial<Record<TriggerType, keyof Menu['because']>>> = {
  event: 'did',
  click: 'did',
  sequence: 'did',
  friction: 'did',
  journey: 'did',
  after: 'earlier',
  returning: 'back',
  launcher: 'opened',
  manual: 'opened',
}

/** What is kept, line by line, without what only holds lines together; times as dates, which are read alike in every language. */
const readable = (kept: object): string =>
  JSON.stringify(kept, (_, value) => (value > 1e12 ? new Date(value).toJSON() : value), 2)
    .replace(/\s*[[{}\],]+$/gm, '')
    .trim()
const intoView = (shown: HTMLElement | null) => shown?.scrollIntoView({ block: 'nearest' })

/** A true answer to “Why am I being asked?”, with what is kept and the way to delete it. It gets `h` handed in. */
export const why =
  ({ on, own, isSample, looked, isScrubbed, asksContact, looksBack, privacy, kept, forget }: Reasons) =>
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  (h: Create, { menu: say, level, draw, button, leave }: WhyProps): (() => VNode) => {
    let shown: string | undefined
    let isSure = false
    const show = async () => {
      shown = shown ? undefined : readable(await kept())
      draw()
    }
    const ask = () => {
      isSure = true
      draw()
    }
    return () => (
      <div>
        <p>
          {own || say.because[reason[on] ?? 'here']} {isSample && say.sample}{' '}
          {looked[0] && put(say.looked, { list: new Intl.ListFormat(say.lang).format(looked.map((kind) => say.subjects[kind])) })}{' '}
          {say.free} {looksBack}
        </p>
        <p>
          {say.stored[level]} {isScrubbed && say.scrubbed} {asksContact && level === 'persistent' && say.contact}
        </p>
        {privacy && (
          <p>
            <a href={privacy} target="_blank" rel="noopener">
              {say.privacy}
            </a>{' '}
            ({say.newTab})
          </p>
        )}
        {level !== 'none' && (
          <footer aria-live="polite">
            {button(say.showMyData, show)}
            {isSure ? leave(say.forgetSure, say.forgotten, forget) : button(say.forgetMe, ask)}
          </footer>
        )}
        {shown && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
          <pre ref={intoView} tabIndex={0} role="region" aria-label={say.showMyData} dir="ltr">
            {shown}
          </pre>
        )}
      </div>
    )
  }
