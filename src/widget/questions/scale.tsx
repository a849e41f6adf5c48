import { h } from 'preact'
import type { ScaleQuestion } from '../../survey/config'
import { scaleOf } from '../../survey/scale'
import { face, icon } from '../icons'
import { labelsOf } from '../labels'
import { put } from '../put'
import type { Draw } from '../types'

/** NPS, CSAT, CES and ratings: one row of points, worst first in reading direction (DOMAIN.md §4), as numbers, faces or other drawings. */
export const scale: Draw<ScaleQuestion> = ({ question, value, words, text, choose, alert, drawings }) => {
  const { min, max, display } = scaleOf(question)
  const labels = labelsOf(question, words, text)
  const isDrawn = !/^[fn]/.test(display)
  /** Each has its label in it, where that has room. */
  const isNamed = display === 'faces' ? max < 6 : isDrawn && max < 3
  const names = min ? [words.ratingNameNoLabel, words.ratingName] : [words.npsName, words.npsNameEnd]
  return (
    // Labels of ours are in our language.
    <div lang={question.labels ? undefined : words.lang}>
      <div
        role="radiogroup"
        part="scale"
        class={`${display} ${isNamed ? 'named' : max > 7 ? 'many' : ''}`}
        aria-labelledby="q"
        aria-describedby="d e"
      >
        {labels.map((label, i) => {
          const point = min + i
          const isOn = point === value
          return (
            <button
              type="button"
              role="radio"
              part={isOn ? 'point chosen' : 'point'}
              aria-checked={isOn}
              aria-label={put(names[label ? 1 : 0] ?? '', { value: point, max, label })}
              // A click without a pointer (`detail` 0: Space, Enter, screen readers) chooses and stays.
              onClick={(event) => choose(point, event.detail > 0)}
            >
              {display === 'faces' && icon(face((i / (max - min)) * 2 - 1, isOn))}
              {isDrawn && icon(drawings?.path(display, i, max) ?? '', display === 'thumbs' ? isOn : point <= (value as number))}
              {(isNamed && label) || (!isDrawn && point)}
            </button>
          )
        })}
      </div>
      {!isNamed && (
        <p class="ends">
          <span>{labels[0] || (isDrawn && min)}</span>
          <span>{labels.at(-1) || (isDrawn && max)}</span>
        </p>
      )}
      {alert}
    </div>
  )
}
