import { Fragment, h, type VNode } from 'preact'
import type { Part } from './act'
import { icon } from './icons'
import type { Mistake } from './types'
import type { Words } from './words'

const list = (title: string, mistakes: readonly Mistake[], words: Words) =>
  mistakes[0] && (
    <Fragment>
      <h2>{title}</h2>
      <ul class="rows gates faults">
        {mistakes.map(({ path, code, message, severity }) => (
          <li key={`${path} ${code}`}>
            <span class={severity === 'error' ? 'no' : 'busy'}>{icon(severity === 'error' ? 'cross' : 'broken')}</span>
            <div>
              <code>{path || words.whole}</code> <span class="kind mono">{code}</span>
              {/* The message says the path first, for those who read it elsewhere. */}
              <p lang="en">{message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message}</p>
            </div>
          </li>
        ))}
      </ul>
    </Fragment>
  )

/** What is wrong with the configuration, and what is probably not meant, each with its path. */
export const checkPart = ({ state: { mistakes, words } }: Part): VNode => {
  if (!mistakes) return <p class="soft">{words.checking}</p>
  return (
    <Fragment>
      {!mistakes[0] && (
        <p class="row">
          <span class="yes">{icon('may')}</span>
          {words.noMistakes}
        </p>
      )}
      {list(
        words.mistakes,
        mistakes.filter(({ severity }) => severity === 'error'),
        words,
      )}
      {list(
        words.advice,
        mistakes.filter(({ severity }) => severity === 'advice'),
        words,
      )}
    </Fragment>
  )
}
