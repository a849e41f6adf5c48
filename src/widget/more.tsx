import type { h } from 'preact'
import type { TriggerType } from '../survey/config'
import type { MoreProps } from './types'
import type { Menu } from './words/menu'

type Create = typeof h

const reason: Readonly<Record<TriggerType, keyof Menu['because']>> = {
  event: 'did',
  click: 'did',
  sequence: 'did',
  friction: 'did',
  page: 'here',
  visible: 'here',
  scroll: 'here',
  exit: 'here',
  dwell: 'here',
  idle: 'here',
  after: 'earlier',
  returning: 'back',
  slot: 'here',
  launcher: 'opened',
  manual: 'opened',
}

/**
 * What is behind the card's “⋯”: later, never again, and a true answer to why one is asked. A
 * chunk of its own: it gets `h` handed in.
 */
export const more =
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
    (h: Create) =>
    ({ menu: say, on, isSample, later, never }: MoreProps) => {
      return (
        <div class="more" id="m">
          <p>
            <b>{say.whyAsked}</b> {say.because[reason[on]]} {isSample && say.sample} {say.free}
          </p>
          <button type="button" class="next" onClick={later}>
            {say.later}
          </button>
          <button type="button" class="next" onClick={never}>
            {say.never}
          </button>
        </div>
      )
    }
