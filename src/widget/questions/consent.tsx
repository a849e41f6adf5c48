import type { h } from 'preact'
import type { ConsentQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { link, linkCss } from './link'

type Create = typeof h
type Props = QuestionProps<ConsentQuestion>

/** A box to tick: never ticked beforehand, and taking the tick back takes the answer back. */
export const type: TypeChunk = {
  css: `${linkCss}.tick{display:flex;gap:12px;align-items:start;min-height:24px;cursor:pointer}.tick *{flex:none;width:24px;height:24px;margin:0;accent-color:var(--a)}.tick+.link{margin-inline-start:36px}`,
  open: (h: Create) => ({
    draw: ({ question, value, text, choose, alert, isFree, extra }: Props) => (
      <div>
        <label class="tick">
          <input
            type="checkbox"
            checked={!!value}
            required={!isFree}
            aria-describedby="d e"
            aria-invalid={!!alert && !value}
            // Told from the answer: a press may draw the card anew before the box has changed.
            onChange={() => choose(!value || undefined, false)}
          />
          {text(question.label)}
        </label>
        {question.link && link(h)(text(question.link.text), text(question.link.href), extra)}
        {alert}
      </div>
    ),
    check: ({ value, isFree, extra }: Props): Wrong | undefined => (value || isFree ? undefined : { message: extra.errorConsent }),
  }),
}
