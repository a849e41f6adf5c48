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
  const names = min ? [words.ratingNameNoLabel, words.ratingName] : [words.npsName, words.npsNameEnd]
  return (
    // Labels of ours are in our language.
    <div lang={question.labels ? undefined : words.lang}>
      <div role="radiogroup" class={max > 7 ? `many ${display}` : display} aria-labelledby="q" aria-describedby="d e">
        {labels.map((label, i) => {
          const point = min + i
          const isOn = point === value
          return (
            <button
              type="button"
              role="radio"
              aria-checked={isOn}
              aria-label={put(names[label ? 1 : 0] ?? '', { value: point, max, label })}
              // A click without a pointer (`detail` 0: Space, Enter, screen readers) chooses and stays.
              onClick={(event) => choose(point, event.detail > 0)}
            >
              {display === 'faces'
                ? [icon(face((i / (max - min)) * 2 - 1, isOn)), label || point]
                : display === 'numbers'
                  ? point
                  : icon(drawings?.(display, i, max, display === 'thumbs' ? isOn : point <= (value as number)) ?? '')}
            </button>
          )
        })}
      </div>
      {display !== 'faces' && (
        <p class="ends">
          <span>{labels[0]}</span>
          <span>{labels.at(-1)}</span>
        </p>
      )}
      {alert}
    </div>
  )
}
